//! What the person said once for all doubtful acts of one sort.

use super::Standing;
use crate::kind::Reason;
use crate::message::Message;
use crate::person::PersonId;

/// Which doubtful acts a word of the person's is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewRule {
    /// Replies that link to the person's own site.
    OwnSite,
    /// Such replies to this person.
    OwnSiteTo(PersonId),
}

const OWN_SITE: &str = "own-site";

impl ReviewRule {
    /// What the name of a rule about one person begins with; her number follows.
    pub const TO_ONE: &'static str = "own-site:person:";

    /// The rules that would decide on an act in [review](Standing::Review), the narrowest first.
    pub fn of(reasons: &[Reason], whom: Option<PersonId>) -> Vec<Self> {
        let own_site = reasons.iter().any(Reason::is_of_own);
        let rules = whom.map(Self::OwnSiteTo).into_iter().chain([Self::OwnSite]);
        rules.filter(|_| own_site).collect()
    }

    /// The name in the ledger, on the command line and in wishes: `own-site`, `own-site:person:12`.
    pub fn name(self) -> String {
        match self {
            Self::OwnSite => OWN_SITE.to_owned(),
            Self::OwnSiteTo(person) => format!("{}{}", Self::TO_ONE, person.0),
        }
    }

    /// The rule with this name.
    pub fn named(name: &str) -> Option<Self> {
        if name == OWN_SITE {
            return Some(Self::OwnSite);
        }
        name.strip_prefix(Self::TO_ONE)?.parse().ok().map(|id| Self::OwnSiteTo(PersonId(id)))
    }

    /// Whom it is about, where it is one person.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::OwnSite => None,
            Self::OwnSiteTo(person) => Some(person),
        }
    }

    /// Where acts of this sort stand, once they count or do not count.
    pub fn standing(counts: bool) -> Standing {
        if counts { Standing::Credited } else { Standing::Rejected }
    }

    /// What it says, in words; `name` is the name of the person it is about.
    pub fn said(self, counts: bool, name: Option<&str>) -> Message {
        let counts = if counts { "counts" } else { "counts-not" };
        match (self, name) {
            (Self::OwnSite, _) => Message::new(format!("review.rule.own-site.{counts}")),
            (Self::OwnSiteTo(_), Some(name)) => {
                Message::new(format!("review.rule.own-site-to.{counts}")).with("who", name)
            }
            (Self::OwnSiteTo(_), None) => Message::new(format!("review.rule.own-site-to-someone.{counts}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_known_by_its_name() {
        for rule in [ReviewRule::OwnSite, ReviewRule::OwnSiteTo(PersonId(12))] {
            assert_eq!(ReviewRule::named(&rule.name()), Some(rule));
        }
        for name in ["", "own-site:", "own-site:person:", "own-site:person:ana", "everything"] {
            assert_eq!(ReviewRule::named(name), None, "{name:?}");
        }
    }

    #[test]
    fn the_narrowest_rule_comes_first_and_what_is_not_doubted_for_its_link_has_none() {
        let ana = PersonId(12);
        let own_site = [Reason::OwnSite { host: "ana.example".into() }, Reason::Comments];
        assert_eq!(ReviewRule::of(&own_site, Some(ana)), [ReviewRule::OwnSiteTo(ana), ReviewRule::OwnSite]);
        assert_eq!(ReviewRule::of(&own_site, None), [ReviewRule::OwnSite]);
        assert_eq!(ReviewRule::of(&[Reason::Comments], Some(ana)), []);
    }
}
