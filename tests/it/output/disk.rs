//! Disks that do not take it: full, read-only, mounted on. Each test mounts what it needs in a namespace
//! of its own, so that nothing of it is left, however the test ends.

use std::env;

use super::*;

/// Runs `body` in a process of its own that may mount, as the test `name`. Where the system gives no such
/// process, says so.
fn apart(name: &str, body: impl FnOnce(&Path)) {
    if let Some(place) = env::var_os("APART_IN") {
        return body(Path::new(&place));
    }
    let unshare = |probe: bool| {
        let mut command = Command::new("unshare");
        // Root mounts in its own right; others need to be root in a namespace of users.
        command.args(if probe { &["-m"][..] } else { &["-r", "-m"] });
        command
    };
    let probe = ["sh", "-c", "mount -t tmpfs -o size=64k tmpfs \"$0\""];
    let place = tempfile::tempdir().unwrap();
    let Some(as_root) = [true, false]
        .into_iter()
        .find(|as_root| unshare(*as_root).args(probe).arg(place.path()).output().is_ok_and(|ran| ran.status.success()))
    else {
        println!("{name} is not tested: this system lets nobody mount here (`unshare -m` and `unshare -r -m` fail)");
        return;
    };
    let mut command = unshare(as_root);
    command.arg(env::current_exe().unwrap()).args(["--exact", name, "--nocapture"]).env("APART_IN", place.path());
    let ran = command.output().unwrap();
    let text = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && text.contains("1 passed"), "{text}{}", said(&ran));
}

fn mount(arguments: &[&str], at: &Path) {
    let ran = Command::new("mount").args(arguments).arg(at).output().unwrap();
    assert!(ran.status.success(), "mount {arguments:?}: {}", said(&ran));
}

/// A folder with a file system of its own.
fn small(place: &Path, options: &str) -> PathBuf {
    let folder = place.join("small");
    fs::create_dir(&folder).unwrap();
    mount(&["-t", "tmpfs", "-o", options, "tmpfs"], &folder);
    folder
}

#[test]
fn a_full_disk_loses_nothing() {
    apart("output::disk::a_full_disk_loses_nothing", |place| {
        let folder = small(place, "size=4m,nr_inodes=200");
        let output = folder.join("public");
        put(ONE, &output).unwrap();
        let before = tree(&folder);
        // No room for the bytes: whichever write is the first that does not fit.
        let large = "x".repeat(3 << 20);
        for count in 2..5 {
            let names: Vec<String> = (0..count).map(|n| format!("large{n}/index.html")).collect();
            let mut next: Vec<(&str, &str)> = names.iter().map(|name| (&**name, &*large)).collect();
            next.extend(TWO);
            let error = format!("{:#}", put(&next, &output).unwrap_err());
            assert!(error.contains("small/public/") && error.contains("No space left"), "{error}");
            assert_same(&tree(&folder), &before);
        }
        // Nor when it is the first build: then nothing of it is left, the folder above it included.
        fs::remove_dir_all(&output).unwrap();
        let output = folder.join("deep/public");
        let error = put(&[("a", &*large), ("b", &*large)], &output).unwrap_err();
        assert!(format!("{error:#}").contains("No space left"), "{error:#}");
        assert!(tree(&folder).is_empty());
    });
}

#[test]
fn a_disk_without_room_for_one_more_name_loses_nothing() {
    apart("output::disk::a_disk_without_room_for_one_more_name_loses_nothing", |place| {
        for way in [Way::Exchange, Way::Renames] {
            let folder = small(place, "nr_inodes=200");
            let output = folder.join("public");
            put(ONE, &output).unwrap();
            let before = tree(&folder);
            let mut failures = 0;
            for inodes in 1.. {
                let limit = format!("remount,nr_inodes={inodes}");
                let limited = Command::new("mount").args(["-o", &limit]).arg(&folder).output().unwrap();
                if !limited.status.success() {
                    // Fewer than are in use.
                    continue;
                }
                let Err(error) = write_by(way, &site(TWO), place, &output, &|_| {}) else { break };
                let error = format!("{error:#}");
                assert!(error.contains("public") && error.contains("No space left"), "{error}");
                assert_same(&tree(&folder), &before);
                failures += 1;
            }
            assert!(failures > 5, "{failures}");
            assert_eq!(files(&output), expected(TWO));
            assert_clean(&output);
            let ran = Command::new("umount").arg(&folder).output().unwrap();
            assert!(ran.status.success(), "{}", said(&ran));
            fs::remove_dir(&folder).unwrap();
        }
    });
}

#[test]
fn a_read_only_disk_is_named() {
    apart("output::disk::a_read_only_disk_is_named", |place| {
        let folder = small(place, "size=1m");
        let output = folder.join("public");
        put(ONE, &output).unwrap();
        let before = tree(&folder);
        mount(&["-o", "remount,ro"], &folder);
        for output in [output, folder.join("new/public")] {
            let error = format!("{:#}", put(TWO, &output).unwrap_err());
            assert!(error.contains(folder.to_str().unwrap()) && error.contains("Read-only"), "{error}");
            assert_same(&tree(&folder), &before);
        }
    });
}

#[test]
fn a_mount_point_is_refused() {
    apart("output::disk::a_mount_point_is_refused", |place| {
        // Another file system, and a folder of the same one, which has the same device.
        let other = small(place, "size=1m");
        let (real, bound) = (place.join("real"), place.join("bound"));
        for folder in [&real, &bound] {
            fs::create_dir(folder).unwrap();
        }
        mount(&["--bind", real.to_str().unwrap()], &bound);
        for output in [&other, &bound] {
            let error = put(ONE, output).unwrap_err();
            assert!(error.is::<Refused>() && error.to_string().contains("a mount point"), "{error:#}");
            assert_eq!(names(output), [""; 0]);
        }
        assert_eq!(names(place), ["bound", "real", "small"]);
        // In the output: its files would be removed with the old tree.
        let output = place.join("public");
        put(ONE, &output).unwrap();
        fs::remove_dir_all(output.join("events")).unwrap();
        fs::create_dir(output.join("events")).unwrap();
        mount(&["-t", "tmpfs", "tmpfs"], &output.join("events"));
        let before = tree(&output);
        let error = put(TWO, &output).unwrap_err();
        assert!(error.to_string().contains("events in it is a mount point"), "{error:#}");
        assert_same(&tree(&output), &before);
        assert_clean(&output);
        // A folder becomes a mount point while the site is built: the system refuses the swap.
        let late = place.join("late");
        put(ONE, &late).unwrap();
        let occupy = |step| {
            if step == BuildStep::Ready {
                mount(&["--bind", late.to_str().unwrap()], &late);
            }
        };
        let error = write(&site(TWO), place, &late, &occupy).unwrap_err();
        assert!(error.is::<Refused>() && error.to_string().contains("mount point"), "{error:#}");
        assert_eq!(files(&late), expected(ONE));
        assert_clean(&late);
    });
}

#[test]
fn a_folder_without_permission_is_named() {
    let place = workplace();
    let (root, output) = (place.path().join("site"), place.path().join("closed/public"));
    put(ONE, &output).unwrap();
    let before = tree(place.path());
    let closed = |mode| fs::set_permissions(place.path().join("closed"), fs::Permissions::from_mode(mode)).unwrap();
    let mut command = annals(&root, &output);
    let binary = place.path().join("annals");
    if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        // For root no permission is missing, so the build runs as somebody else, who must get at its files.
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_annals"), &binary).unwrap();
        let nobody = || {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&binary);
            command
        };
        if !nobody().arg("--version").output().is_ok_and(|ran| ran.status.success()) {
            println!("not tested: this is root, and `setpriv` runs nothing here as another user");
            return;
        }
        let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        command = nobody();
        command.args(arguments);
    }
    closed(0o555);
    let ran = command.output().unwrap();
    closed(0o755);
    assert_eq!(ran.status.code(), Some(2), "{}", said(&ran));
    let text = said(&ran);
    assert!(text.contains("closed/") && text.contains("Permission denied"), "{text}");
    let mut after = tree(place.path());
    after.remove(Path::new("annals"));
    assert_same(&after, &before);
}
