//! Builds that are killed: the last good site is there, or the next build restores it.

use std::env;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use annals::fs::recover;

use super::*;

/// Not a test by itself: the build that dies, in a process that the test below starts. It does nothing
/// when it is run with the others.
#[test]
fn the_build_that_dies() {
    let (Some(output), Some(at)) = (env::var_os("DIES_IN"), env::var_os("DIES_AT")) else { return };
    let at: usize = at.to_str().unwrap().parse().unwrap();
    let way = if env::var_os("DIES_BY_RENAMES").is_some() { Way::Renames } else { Way::Exchange };
    let count = AtomicUsize::new(0);
    let output = PathBuf::from(output);
    let die = |_| {
        if count.fetch_add(1, Ordering::SeqCst) == at {
            std::process::abort();
        }
    };
    write_by(way, &site(TWO), output.parent().unwrap(), &output, &die).unwrap();
}

/// Whether the build died at its step number `at`; no when it has fewer.
fn dies(output: &Path, way: Way, at: usize) -> bool {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "output::kill::the_build_that_dies", "--test-threads", "1"]);
    command.env("DIES_IN", output).env("DIES_AT", at.to_string()).env_remove("DIES_BY_RENAMES");
    if way == Way::Renames {
        command.env("DIES_BY_RENAMES", "1");
    }
    // The system may write a core file where the process stands.
    let ran = command.current_dir(output.parent().unwrap()).output().unwrap();
    match ran.status.signal() {
        Some(_) => true,
        None if ran.status.success() => false,
        None => panic!("{}", String::from_utf8_lossy(&ran.stdout)),
    }
}

#[test]
fn a_build_killed_at_any_step_loses_nothing() {
    for (way, first) in [(Way::Exchange, false), (Way::Renames, false), (Way::Exchange, true)] {
        let mut parted = 0;
        for at in 0.. {
            let place = tempfile::tempdir().unwrap();
            let output = place.path().join("public");
            if !first {
                put(ONE, &output).unwrap();
            }
            if !dies(&output, way, at) {
                assert!(at > 8, "{way:?} has only {at} steps");
                assert_eq!(files(&output), expected(TWO));
                assert_clean(&output);
                break;
            }
            let whole = |output: &Path| match files(output) {
                none if none.is_empty() => first,
                files => files == expected(TWO) || !first && files == expected(ONE),
            };
            if output.exists() || way == Way::Exchange {
                assert!(whole(&output), "{way:?} {first} {at}: {:?}", files(&output).keys());
            } else {
                parted += 1;
            }
            // What a build does before it compiles mends the output, even if the site has errors by now.
            recover(&output).unwrap();
            assert!(whole(&output), "{way:?} {first} {at}: {:?}", files(&output).keys());
            assert_clean(&output);
            // And again without that: the next build alone.
            if output.exists() {
                put(ONE, &output).unwrap();
            }
            assert!(dies(&output, way, at));
            put(TWO, &output).unwrap();
            assert_eq!(files(&output), expected(TWO));
            assert_clean(&output);
        }
        assert_eq!(parted, usize::from(way == Way::Renames));
    }
}

#[test]
fn a_site_with_errors_still_restores_the_last_good_one() {
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("public"));
    put(ONE, &output).unwrap();
    assert!((0..).any(|at| dies(&output, Way::Renames, at) && !output.exists()));
    fs::write(root.join("content/events/bad.md"), "no front matter").unwrap();
    let ran = run(&root, &output);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    assert_eq!(files(&output), expected(ONE));
    assert_clean(&output);
}

#[test]
fn leavings_with_a_file_of_somebody_else_are_not_removed() {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("public");
    put(ONE, &output).unwrap();
    // Killed after the exchange: the old tree is in the holder.
    let ready = place.path().join(".public.annals-staging/ready");
    assert!((0..).any(|at| dies(&output, Way::Exchange, at) && files(&output) == expected(TWO)));
    fs::write(ready.join("mine.txt"), "mine").unwrap();
    let error = put(ONE, &output).unwrap_err();
    assert!(error.to_string().contains("mine.txt"), "{error:#}");
    assert_eq!(files(&output), expected(TWO));
    fs::remove_file(ready.join("mine.txt")).unwrap();
    put(ONE, &output).unwrap();
    assert_clean(&output);
}

#[test]
fn sigkill_at_random_times_loses_nothing() {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("public");
    let roots = ["First", "Second"].map(|title| {
        let root = place.path().join(title);
        input(&root, title, 300);
        root
    });
    let start = Instant::now();
    let whole = [0, 1].map(|n: usize| {
        let ran = run(&roots[n], &output);
        assert!(ran.status.success(), "{}", said(&ran));
        files(&output)
    });
    let longest = u64::try_from(start.elapsed().as_millis()).unwrap() / 2 + 50;
    let end = Instant::now() + Duration::from_secs(10);
    let (mut state, mut killed, mut round) = (0x2545_F491_4F6C_DD1D_u64, 0, 0);
    while Instant::now() < end {
        // Xorshift: moments without a pattern, the same in each run.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let mut child = annals(&roots[round % 2], &output).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(state % longest));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().signal() == Some(9));
        assert!(whole.contains(&files(&output)), "round {round}");
        round += 1;
    }
    println!("{killed} of {round} builds killed, within {longest} ms each");
    assert!(killed > 0);
    for (root, whole) in roots.iter().zip(&whole) {
        let ran = run(root, &output);
        assert!(ran.status.success(), "{}", said(&ran));
        assert_eq!(&files(&output), whole);
        assert_clean(&output);
    }
}
