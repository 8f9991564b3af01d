//! x

#[cfg(feature = "serve")]
mod serve;
