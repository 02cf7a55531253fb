//! What a program and everything it started cost, from `/proc` (proc(5)).

use std::fs;

/// Summed over a program and all its descendants.
#[derive(Debug, Default)]
pub(super) struct Cost {
    /// Resident, each shared page divided among those who share it, MiB.
    pub pss: f64,
    /// Resident, written to, and shared with nobody, MiB.
    pub private_dirty: f64,
    /// Resident, shared pages counted in each process anew, MiB.
    pub rss: f64,
    /// Processor time, ms.
    pub processor_ms: f64,
}

/// Milliseconds in the unit of `/proc/PID/stat`: the kernel shows hundredths of a second to programs on every system.
const TICK_MS: f64 = 10.0;

/// The memory of a program and its descendants; `None` where it has ended.
pub(super) fn memory(program: u32) -> Option<Cost> {
    let mut cost = Cost::default();
    for process in family(program) {
        let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
        let mebibytes = |name: &str| {
            let line = rollup.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            let kibibytes = line.and_then(|rest| rest.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
            kibibytes.unwrap_or_default() / 1024.0
        };
        cost.pss += mebibytes("Pss");
        cost.private_dirty += mebibytes("Private_Dirty");
        cost.rss += mebibytes("Rss");
    }
    (cost.rss > 0.0).then_some(cost)
}

/// Processor time that a program and its living descendants have used, ms.
pub(super) fn processor_ms(program: u32) -> f64 {
    let ticks = |process: u32| stat(process).map_or(0.0, |stat| stat.user_ticks + stat.system_ticks);
    family(program).into_iter().map(ticks).sum::<f64>() * TICK_MS
}

/// A program and all its descendants.
fn family(program: u32) -> Vec<u32> {
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|process| Some((process, stat(process)?.parent)))
        .collect();
    let mut family = vec![program];
    let mut next = 0;
    while let Some(&of) = family.get(next) {
        family.extend(all.iter().filter(|(_, parent)| *parent == of).map(|(process, _)| process));
        next += 1;
    }
    family
}

struct Stat {
    parent: u32,
    user_ticks: f64,
    system_ticks: f64,
}

/// Fields 4, 14 and 15 of `/proc/PID/stat`, counted after the name, which may hold anything.
fn stat(process: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(") ")?.1.split_whitespace().collect();
    Some(Stat {
        parent: fields.get(1)?.parse().ok()?,
        user_ticks: fields.get(11)?.parse().ok()?,
        system_ticks: fields.get(12)?.parse().ok()?,
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{family, memory};

    #[test]
    fn this_process_has_memory_and_is_of_its_own_family() {
        let this = std::process::id();
        assert!(family(this).contains(&this));
        assert!(memory(this).is_some_and(|cost| cost.pss > 0.0 && cost.rss >= cost.pss));
    }
}
