//! Bluesky repositories made by hand.

use cid::Cid;
use cid::multihash::Multihash;
use ipld_core::ipld::Ipld;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Whose repositories they are.
pub(crate) const DID: &str = "did:plc:ana";

/// A CAR file that is being written.
#[derive(Default)]
pub(crate) struct Car {
    blocks: Vec<u8>,
}

impl Car {
    /// Adds a block with this content.
    pub(crate) fn block(&mut self, content: &Ipld) -> Cid {
        self.bytes(&serde_ipld_dagcbor::to_vec(content).unwrap())
    }

    /// Adds a block of these bytes, under their hash.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Cid {
        let cid = cid_of(bytes);
        self.named(&cid, bytes);
        cid
    }

    /// Adds a block of these bytes under any name.
    pub(crate) fn named(&mut self, cid: &Cid, bytes: &[u8]) {
        let name = cid.to_bytes();
        length(&mut self.blocks, name.len() + bytes.len());
        self.blocks.extend(name);
        self.blocks.extend(bytes);
    }

    /// Adds a node of the tree: what is left of all, and each record with what is right of it.
    pub(crate) fn node(&mut self, left: Option<Cid>, records: &[(&str, Cid, Option<Cid>)]) -> Cid {
        let (mut entries, mut before) = (Vec::new(), "");
        for (key, value, right) in records {
            let shared = key.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
            entries.push(map([
                ("p", Ipld::Integer(shared as i128)),
                ("k", Ipld::Bytes(key.as_bytes()[shared..].to_vec())),
                ("v", Ipld::Link(*value)),
                ("t", link(*right)),
            ]));
            before = key;
        }
        self.block(&map([("l", link(left)), ("e", Ipld::List(entries))]))
    }

    /// The file, with a commit over the tree below this node.
    pub(crate) fn finish(mut self, top: Cid) -> Vec<u8> {
        let commit = map([
            ("did", Ipld::String(DID.to_owned())),
            ("version", Ipld::Integer(3)),
            ("data", Ipld::Link(top)),
            ("rev", Ipld::String("3kzzzzzzzzz22".to_owned())),
            ("prev", Ipld::Null),
            ("sig", Ipld::Bytes(vec![7; 64])),
        ]);
        let root = self.block(&commit);
        self.with_root(root)
    }

    /// The file with any block as its root.
    pub(crate) fn with_root(self, root: Cid) -> Vec<u8> {
        let header = map([("roots", Ipld::List(vec![Ipld::Link(root)])), ("version", Ipld::Integer(1))]);
        let header = serde_ipld_dagcbor::to_vec(&header).unwrap();
        let mut file = Vec::new();
        length(&mut file, header.len());
        file.extend(header);
        file.extend(self.blocks);
        file
    }
}

/// A repository with these records, by their keys in their order.
pub(crate) fn of(records: &[(&str, Value)]) -> Vec<u8> {
    let mut car = Car::default();
    let records: Vec<_> = records.iter().map(|(key, record)| (*key, car.block(&ipld(record)), None)).collect();
    let top = car.node(None, &records);
    car.finish(top)
}

pub(crate) fn cid_of(bytes: &[u8]) -> Cid {
    Cid::new_v1(0x71, Multihash::wrap(0x12, &Sha256::digest(bytes)).unwrap())
}

fn length(file: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        file.push(length as u8 | 0x80);
        length >>= 7;
    }
    file.push(length as u8);
}

fn link(cid: Option<Cid>) -> Ipld {
    cid.map_or(Ipld::Null, Ipld::Link)
}

pub(crate) fn map<const N: usize>(fields: [(&str, Ipld); N]) -> Ipld {
    Ipld::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>())
}

fn ipld(value: &Value) -> Ipld {
    match value {
        Value::Null => Ipld::Null,
        Value::Bool(value) => Ipld::Bool(*value),
        Value::Number(value) => Ipld::Integer(value.as_i64().unwrap().into()),
        Value::String(value) => Ipld::String(value.clone()),
        Value::Array(values) => Ipld::List(values.iter().map(ipld).collect()),
        Value::Object(values) => Ipld::Map(values.iter().map(|(name, value)| (name.clone(), ipld(value))).collect()),
    }
}
