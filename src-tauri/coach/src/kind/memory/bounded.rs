//! A map of bounded size.

use crate::likeness::mix;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are hashes already: they are only mixed, which takes a fraction of the time of hashing them again.
pub(super) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Mixed>>;

/// Mixes a number instead of hashing it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = mix(self.0 ^ number);
    }
}

/// A map that forgets the half not met for longest when it is full.
#[derive(Debug, Clone)]
pub(crate) struct Bounded<V> {
    entries: ByHash<(V, u64)>,
    clock: u64,
}

impl<V> Default for Bounded<V> {
    fn default() -> Self {
        Self { entries: ByHash::default(), clock: 0 }
    }
}

impl<V: Copy> Bounded<V> {
    pub(crate) fn get(&self, key: u64) -> Option<&V> {
        self.entries.get(&key).map(|(value, _)| value)
    }

    pub(crate) fn put(&mut self, key: u64, most: usize, value: impl FnOnce(Option<V>) -> V) {
        self.clock += 1;
        match self.entries.entry(key) {
            Entry::Occupied(mut entry) => *entry.get_mut() = (value(Some(entry.get().0)), self.clock),
            Entry::Vacant(entry) => {
                entry.insert((value(None), self.clock));
            }
        }
        if self.entries.len() > most {
            let mut met: Vec<u64> = self.entries.values().map(|(_, met)| *met).collect();
            let middle = met.len() / 2;
            let (_, middle, _) = met.select_nth_unstable(middle);
            let middle = *middle;
            self.entries.retain(|_, (_, met)| *met >= middle);
        }
    }
}
