//! Annals as its users meet it: the library from outside, and the real binary.

#[cfg(unix)]
mod output;
