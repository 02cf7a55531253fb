//! What tells of somebody in a text, and the text without it.

use coach::person::{Handle, Network};
use serde_json::Value;

/// What stands in place of a name.
const SOMEONE: &str = "someone";
/// What stands in place of a handle in a text: still a mention, so that the user's own words stay the same.
const MENTION: &str = "@someone";

/// By what somebody is told of: handles, and names people see.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    /// Handles as they stand in texts and addresses, in lower case: of one network, or (`None`) of all.
    handles: Vec<(Option<Network>, String)>,
    /// Names, in lower case.
    names: Vec<String>,
    /// Handles as posts name them.
    keys: Vec<Handle>,
}

impl Marks {
    /// Adds a handle, with the name people see.
    pub(crate) fn add_handle(&mut self, handle: &Handle, name: Option<&str>) {
        self.keys.push(handle.clone());
        // A number would be found in every text that has it; it only tells where posts name it as a handle.
        if !handle.id.chars().all(|c| c.is_ascii_digit()) {
            self.add(Some(handle.network), &handle.id);
        }
        match name {
            Some(name) if name.starts_with('@') => self.add(Some(handle.network), name),
            Some(name) => self.add_name(name),
            None => {}
        }
    }

    /// Adds a name people see.
    pub(crate) fn add_name(&mut self, name: &str) {
        let name = name.trim().to_lowercase();
        if name.starts_with('@') {
            self.add(None, &name);
        } else if !name.is_empty() && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// Whether nobody is told of.
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.names.is_empty()
    }

    fn add(&mut self, network: Option<Network>, handle: &str) {
        let handle = handle.to_lowercase();
        let bare = handle.trim_start_matches('@');
        let mut forms = vec![handle.clone()];
        if handle.starts_with('@') {
            match bare.split_once('@') {
                // On a server: also without the server, as a post there says it, and as addresses say it.
                Some((local, server)) => {
                    forms.extend([format!("@{local}"), format!("{local}@{server}"), format!("{server}/users/{local}")]);
                }
                None if bare.contains('.') => forms.push(bare.to_owned()),
                None => forms.extend([format!("x.com/{bare}"), format!("twitter.com/{bare}")]),
            }
        }
        for form in forms {
            // What holds a dot or a colon is told apart from words wherever it stands.
            let network = if form.contains(['.', ':']) { None } else { network };
            if !self.handles.contains(&(network, form.clone())) {
                self.handles.push((network, form));
            }
        }
        // The longest first, so that nothing of it is left.
        self.handles.sort_by_key(|(_, form)| std::cmp::Reverse(form.len()));
    }

    /// Whether a post names her by this handle.
    pub(crate) fn is_hers(&self, network: Network, key: &str) -> bool {
        self.keys.iter().any(|handle| handle.network == network && handle.id == key)
    }

    /// A text without her handles, and without names of two words and more; where it `is_about` her, without any name.
    /// `None` where there is nothing of her in it.
    pub(crate) fn without(&self, text: &str, network: Option<Network>, is_about: bool) -> Option<String> {
        let mut marks: Vec<(&str, &str)> = Vec::new();
        for (of, form) in &self.handles {
            if of.is_none() || network.is_none() || *of == network {
                marks.push((form, if form.starts_with('@') { MENTION } else { SOMEONE }));
            }
        }
        let names = self.names.iter().filter(|name| is_about || name.contains(char::is_whitespace));
        marks.extend(names.map(|name| (name.as_str(), SOMEONE)));
        let mut clean: Option<String> = None;
        for (mark, instead) in marks {
            if let Some(less) = replaced(clean.as_deref().unwrap_or(text), mark, instead) {
                clean = Some(less);
            }
        }
        clean
    }

    /// Whether anything of her is in a text: see [`without`](Self::without).
    pub(crate) fn tell_in(&self, text: &str, is_about: bool) -> bool {
        self.without(text, None, is_about).is_some()
    }

    /// Sentences, as the ledger keeps them, without her; `None` where there is nothing of her in them.
    pub(crate) fn without_in_sentences(&self, json: &str, is_about: bool) -> Option<String> {
        let mut value: Value = serde_json::from_str(json).ok()?;
        self.clean(&mut value, is_about).then(|| value.to_string())
    }

    /// Whether something in sentences, as the ledger keeps them, is her name and nothing else.
    pub(crate) fn is_named_in_sentences(&self, json: &str) -> bool {
        serde_json::from_str(json).is_ok_and(|value: Value| self.is_named_in(&value))
    }

    fn is_named_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.names.contains(&text.trim().to_lowercase()),
            Value::Array(items) => items.iter().any(|item| self.is_named_in(item)),
            Value::Object(fields) => fields.iter().any(|(field, item)| is_said(field) && self.is_named_in(item)),
            _ => false,
        }
    }

    fn clean(&self, value: &mut Value, is_about: bool) -> bool {
        match value {
            Value::String(text) => match self.without(text, None, is_about) {
                Some(_) if is_about => {
                    SOMEONE.clone_into(text);
                    true
                }
                Some(clean) => {
                    *text = clean;
                    true
                }
                None => false,
            },
            Value::Array(items) => {
                items.iter_mut().map(|item| self.clean(item, is_about)).filter(|clean| *clean).count() > 0
            }
            Value::Object(fields) => {
                let said = fields.iter_mut().filter(|(field, _)| is_said(field));
                said.map(|(_, item)| self.clean(item, is_about)).filter(|clean| *clean).count() > 0
            }
            _ => false,
        }
    }
}

/// Whether a field of a sentence has words of somebody's, and is not part of its form.
fn is_said(field: &str) -> bool {
    !matches!(field, "key" | "type")
}

/// A text with every whole occurrence of a mark (in lower case) replaced, letters' case aside; `None` where there is none.
fn replaced(text: &str, mark: &str, instead: &str) -> Option<String> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mark: Vec<char> = mark.chars().collect();
    let is_word = |at: Option<&(usize, char)>| at.is_some_and(|(_, c)| c.is_alphanumeric() || *c == '_');
    let (mut clean, mut from, mut at) = (String::new(), 0, 0);
    while at < letters.len() {
        let Some(end) = ends(&letters[at..], &mark).map(|length| at + length) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let begins_word = mark.first().is_some_and(|c| c.is_alphanumeric());
        // `a@ana` is no mention of Ana, and `@anatol` is somebody else.
        if is_word(letters.get(end)) || is_word(before) && (begins_word || mark.first() == Some(&'@')) {
            at += 1;
            continue;
        }
        let start = letters.get(at).map_or(text.len(), |(start, _)| *start);
        clean.push_str(&text[from..start]);
        clean.push_str(instead);
        from = letters.get(end).map_or(text.len(), |(end, _)| *end);
        at = end;
    }
    if from == 0 {
        return None;
    }
    clean.push_str(&text[from..]);
    Some(clean)
}

/// How many letters of a text are the mark, where the text begins with it, letters' case aside.
fn ends(text: &[(usize, char)], mark: &[char]) -> Option<usize> {
    let (mut letters, mut left) = (0, mark);
    while !left.is_empty() {
        let (_, letter) = text.get(letters)?;
        for lower in letter.to_lowercase() {
            let (first, rest) = left.split_first()?;
            if *first != lower {
                return None;
            }
            left = rest;
        }
        letters += 1;
    }
    Some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ana() -> Marks {
        let mut marks = Marks::default();
        let key = "https://social.example/users/ana".to_owned();
        marks.add_handle(&Handle { network: Network::Mastodon, id: key }, Some("@ana@social.example"));
        marks.add_handle(&Handle { network: Network::X, id: "123456".to_owned() }, Some("@ana_r"));
        marks.add_handle(&Handle { network: Network::Bluesky, id: "did:plc:abc".to_owned() }, Some("@ana.example"));
        marks.add_name("Ana");
        marks.add_name("Ana Ribeiro");
        marks
    }

    #[test]
    fn her_handles_go_wherever_they_stand_and_nobody_elses() {
        for (network, text, without) in [
            (Network::Mastodon, "@ana@social.example thanks", Some("@someone thanks")),
            (Network::Mastodon, "@Ana thanks", Some("@someone thanks")),
            (Network::Mastodon, "@anatol thanks, a@ana.org", None),
            (Network::X, "@ana is another here, @ana_r is not", Some("@ana is another here, @someone is not")),
            (Network::X, "look: https://x.com/Ana_R/status/1", Some("look: https://someone/status/1")),
            (Network::X, "see https://social.example/@ana/77", None),
            (Network::Mastodon, "see https://social.example/@ana/77", Some("see https://social.example/@someone/77")),
            (Network::Mastodon, "https://social.example/users/ana/statuses/7", Some("someone/statuses/7")),
            (Network::Bluesky, "at://did:plc:abc/app.bsky.feed.post/3k", Some("at://someone/app.bsky.feed.post/3k")),
            (Network::Bluesky, "as ana.example says", Some("as someone says")),
            (Network::X, "123456 people", None),
            (Network::X, "Ana Ribeiro and Ana", Some("someone and Ana")),
            (Network::X, "İ is a letter, ANA RIBEIRO a name", Some("İ is a letter, someone a name")),
        ] {
            assert_eq!(ana().without(text, Some(network), false).as_deref(), without, "{text}");
        }
    }

    #[test]
    fn where_it_is_about_her_her_first_name_goes_too() {
        assert_eq!(
            ana().without("Ana, Anastasia and Diana", None, true).as_deref(),
            Some("someone, Anastasia and Diana")
        );
        let said = r#"{"key":"act.log.asked.named","args":{"who":{"type":"text","value":"Ana"}}}"#;
        let someone = r#"{"args":{"who":{"type":"text","value":"someone"}},"key":"act.log.asked.named"}"#;
        assert_eq!(ana().without_in_sentences(said, true).as_deref(), Some(someone));
        assert_eq!(ana().without_in_sentences(said, false), None);
    }

    #[test]
    fn a_sentence_names_her_where_one_of_its_words_is_her_name_and_keeps_its_form_whatever_she_is_called() {
        let said = |who: &str| {
            format!(r#"{{"args":{{"who":{{"type":"text","value":"{who}"}}}},"key":"act.log.asked.named"}}"#)
        };
        assert!(ana().is_named_in_sentences(&said("ANA")));
        assert!(!ana().is_named_in_sentences(&said("Ana from the choir")));
        let mut text = Marks::default();
        text.add_name("Text");
        assert!(!text.is_named_in_sentences(&said("Ana")));
        assert_eq!(text.without_in_sentences(&said("Text"), true), Some(said("someone")));
    }
}
