//! What runs on this machine, read from `/proc` (proc(5)).

use std::fs;

/// The processes that a process started.
pub(crate) fn children(of: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    all.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter(|id| parent(*id) == Some(of)).collect()
}

/// A process and all that come from it.
pub(crate) fn family(of: u32) -> Vec<u32> {
    let mut all = vec![of];
    all.extend(children(of).into_iter().flat_map(family));
    all
}

/// Whether a process is a shell or one of a shell's own tools.
pub(crate) fn is_shell(id: u32) -> bool {
    matches!(
        fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default().trim(),
        "sh" | "dash" | "bash" | "sleep"
    )
}

/// Whether a process is there and has not ended.
pub fn runs(id: u32) -> bool {
    stat(id).is_some_and(|after_name| !after_name.starts_with('Z'))
}

/// The memory that processes keep resident, in bytes; what they share is counted for each.
pub fn resident(ids: &[u32]) -> u64 {
    let one = |id: &u32| {
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:").map(str::trim).map(str::to_owned));
        line.and_then(|line| line.split(' ').next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
    };
    ids.iter().map(one).sum()
}

fn parent(id: u32) -> Option<u32> {
    stat(id)?.split(' ').nth(1)?.parse().ok()
}

/// What stands after the name in `/proc/ID/stat`: the state, the parent, and so on.
fn stat(id: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    Some(stat.rsplit_once(") ")?.1.to_owned())
}
