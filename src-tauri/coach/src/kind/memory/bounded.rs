//! A map of bounded size.

use std::collections::HashMap;

/// A map that forgets the half not met for longest when it is full.
#[derive(Debug, Clone)]
pub(crate) struct Bounded<V> {
    entries: HashMap<u64, (V, u64)>,
    clock: u64,
}

impl<V> Default for Bounded<V> {
    fn default() -> Self {
        Self { entries: HashMap::new(), clock: 0 }
    }
}

impl<V: Copy> Bounded<V> {
    pub(crate) fn get(&self, key: u64) -> Option<&V> {
        self.entries.get(&key).map(|(value, _)| value)
    }

    pub(crate) fn put(&mut self, key: u64, most: usize, value: impl FnOnce(Option<V>) -> V) {
        self.clock += 1;
        let new = value(self.entries.get(&key).map(|(old, _)| *old));
        self.entries.insert(key, (new, self.clock));
        if self.entries.len() > most {
            let mut met: Vec<u64> = self.entries.values().map(|(_, met)| *met).collect();
            let middle = met.len() / 2;
            let (_, middle, _) = met.select_nth_unstable(middle);
            let middle = *middle;
            self.entries.retain(|_, (_, met)| *met >= middle);
        }
    }
}
