//! A person at the browser: signs in where an app sent them, and says yes or no.

use super::{Mastodon, Person};
use crate::Trouble;
use crate::http::{self, Answer};

impl Mastodon {
    /// Opens the page to which an app has sent its user, signs in and allows it; the address that the browser is then
    /// sent to, with the code and the state in it. Where the app asked for a code to be typed in: the page that shows it.
    ///
    /// # Errors
    /// Where the page refuses.
    pub fn allow(&self, authorize: &str, who: &Person) -> Result<String, Trouble> {
        self.visit(authorize, who, &[])
    }

    /// The same, but does not allow it.
    ///
    /// # Errors
    /// Where the page refuses.
    pub fn deny(&self, authorize: &str, who: &Person) -> Result<String, Trouble> {
        self.visit(authorize, who, &[("_method", "delete")])
    }

    fn visit(&self, authorize: &str, who: &Person, pressed: &[(&str, &str)]) -> Result<String, Trouble> {
        let (origin, query) = authorize.split_once("/oauth/authorize").unwrap_or((authorize, ""));
        let page = http::get(authorize).send()?;
        let sign_in = leads_to(&page)?;
        let back = url::Url::parse(&format!("{origin}{sign_in}"))
            .ok()
            .and_then(|url| url.query_pairs().find(|(key, _)| key == "back").map(|(_, value)| value.into_owned()));
        let back = back.ok_or_else(|| Trouble::Broken(format!("no way back from {sign_in}")))?;
        let form = [("back", &*back), ("user[email]", &who.name), ("user[password]", &who.password)];
        let signed_in = http::post(format!("{origin}/auth/sign_in"), &form).send()?;
        let cookie = signed_in.header("set-cookie").and_then(|cookie| cookie.split(';').next()).unwrap_or_default();
        let back = leads_to(&signed_in)?;
        let consent = http::get(format!("{origin}{back}")).with("cookie", cookie).send()?;
        consent.good()?;
        let hidden: Vec<(String, String)> =
            url::form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).into_owned().collect();
        let mut form: Vec<(&str, &str)> = hidden.iter().map(|(key, value)| (&**key, &**value)).collect();
        form.extend(pressed);
        let answer = http::post(format!("{origin}/oauth/authorize"), &form).with("cookie", cookie).send()?;
        leads_to(&answer)
    }
}

/// Where a page sends the browser.
fn leads_to(answer: &Answer) -> Result<String, Trouble> {
    match answer.header("location") {
        Some(location) => Ok(location.to_owned()),
        None => Err(Trouble::Broken(format!("a page came ({}): {}", answer.status, answer.body))),
    }
}
