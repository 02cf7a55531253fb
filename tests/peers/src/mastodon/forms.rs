//! The pages that a person sees in the browser while signing in.

use std::fmt::Write as _;

/// Name and password.
pub(super) fn sign_in(back: &str, alert: &str) -> String {
    let (back, alert) = (escape(back), escape(alert));
    page(
        "Log in",
        &format!(
            r#"<p role="alert">{alert}</p><form method="post" action="/auth/sign_in">
<input type="hidden" name="back" value="{back}">
<p><label>E-mail address or username <input name="user[email]" autocomplete="username" autofocus></label></p>
<p><label>Password <input type="password" name="user[password]" autocomplete="current-password"></label></p>
<p><button type="submit">Log in</button></p></form>"#
        ),
    )
}

/// Whether the app may.
pub(super) fn consent(app: &str, person: &str, scopes: &str, query: &[(String, String)]) -> String {
    let mut hidden = String::new();
    for (key, value) in query {
        let _ = write!(hidden, r#"<input type="hidden" name="{}" value="{}">"#, escape(key), escape(value));
    }
    let (app, person, scopes) = (escape(app), escape(person), escape(scopes));
    page(
        "Authorization required",
        &format!(
            r#"<p>Signed in as @{person}. <strong>{app}</strong> would like permission to access your account: {scopes}.</p>
<form method="post" action="/oauth/authorize">{hidden}<p><button type="submit">Authorize</button></p></form>
<form method="post" action="/oauth/authorize">{hidden}<input type="hidden" name="_method" value="delete">
<p><button type="submit">Deny</button></p></form>"#
        ),
    )
}

/// The code, to be typed into the app.
pub(super) fn code(code: &str) -> String {
    let code = escape(code);
    page(
        "Authorization code",
        &format!(
            r#"<p>Copy this authorization code and paste it to the application.</p><input id="code" readonly value="{code}">"#
        ),
    )
}

/// What was asked is not possible.
pub(super) fn refusal(why: &str) -> String {
    page("An error has occurred", &format!(r#"<p role="alert">{}</p>"#, escape(why)))
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body><h1>{title}</h1>\n{body}</body></html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
