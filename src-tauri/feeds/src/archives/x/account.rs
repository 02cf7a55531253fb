//! Whose archive it is: from `manifest.js`, `account.js` and `profile.js`, or `user_details.js` of the older layout.

use super::tweet::Text;
use crate::archives::elements::assigned;
use serde::Deserialize;

/// Whose archive it is, by its own word. Everything else it says about the person is left unread.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    /// X user id, decimal.
    pub id: Option<String>,
    /// Screen name without `@`, as the person writes it.
    pub screen_name: Option<String>,
    /// The name people see.
    pub display_name: Option<String>,
    /// The site in the person's profile, as a full link; may be one of X's short links.
    pub site: Option<String>,
}

impl Account {
    /// Takes from another account what this one does not know.
    pub(super) fn complete(&mut self, other: Self) {
        self.id = self.id.take().or(other.id);
        self.screen_name = self.screen_name.take().or(other.screen_name);
        self.display_name = self.display_name.take().or(other.display_name);
        self.site = self.site.take().or(other.site);
    }

    /// What `account.js` or `profile.js` says.
    pub(super) fn of_newer(file: &[u8]) -> Self {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Element<'a> {
            #[serde(borrow)]
            account: Option<AccountElement<'a>>,
            #[serde(borrow)]
            profile: Option<Profile<'a>>,
        }
        #[derive(Deserialize, Default)]
        #[serde(default, rename_all = "camelCase")]
        struct AccountElement<'a> {
            #[serde(borrow)]
            account_id: Text<'a>,
            #[serde(borrow)]
            username: Text<'a>,
            #[serde(borrow)]
            account_display_name: Text<'a>,
        }
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Profile<'a> {
            #[serde(borrow)]
            description: Option<Description<'a>>,
        }
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Description<'a> {
            #[serde(borrow)]
            website: Text<'a>,
        }
        let mut account = Self::default();
        for element in assigned::<Vec<Element<'_>>>(file).unwrap_or_default() {
            let about = element.account.unwrap_or_default();
            let website = element.profile.and_then(|profile| profile.description).map(|text| text.website);
            account.complete(Self {
                id: about.account_id.owned(),
                screen_name: about.username.owned(),
                display_name: about.account_display_name.owned(),
                site: website.and_then(|website| website.owned()),
            });
        }
        account
    }

    /// What `user_details.js` says.
    pub(super) fn of_older(file: &[u8]) -> Self {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Details<'a> {
            #[serde(borrow)]
            id: Text<'a>,
            #[serde(borrow)]
            screen_name: Text<'a>,
            #[serde(borrow)]
            full_name: Text<'a>,
            #[serde(borrow)]
            expanded_url: Text<'a>,
            #[serde(borrow)]
            url: Text<'a>,
        }
        let details: Details<'_> = assigned(file).unwrap_or_default();
        Self {
            id: details.id.owned(),
            screen_name: details.screen_name.owned(),
            display_name: details.full_name.owned(),
            site: details.expanded_url.or(&details.url).map(str::to_owned),
        }
    }

    /// Whether the person is meant, by id or by screen name.
    pub(super) fn is(&self, id: Option<&str>, screen_name: Option<&str>) -> bool {
        let by_id = id.zip(self.id.as_deref()).is_some_and(|(a, b)| a == b);
        by_id || screen_name.zip(self.screen_name.as_deref()).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
    }
}
