//! Archives, packed for a story.

use serde_json::json;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use zip::write::SimpleFileOptions;

use super::Desk;

/// One post of an archive.
#[derive(Debug, Clone)]
pub struct Tweet {
    pub id: u64,
    /// As X writes it: `Wed Mar 04 10:00:00 +0000 2015`.
    pub at: String,
    pub text: String,
    /// The app that posted it.
    pub app: String,
    /// Whom it answers, where it answers anybody.
    pub answers: Option<String>,
}

/// An X archive of ana (newer layout), as X packs it.
pub fn x_archive(desk: &Desk, name: &str, tweets: &[Tweet]) -> PathBuf {
    let account = json!([{"account": {"accountId": "42", "username": "ana", "accountDisplayName": "Ana",
        "createdAt": "2010-01-01T00:00:00.000Z", "email": "ana@example.org"}}]);
    let manifest = json!({
        "userInfo": {"accountId": "42", "userName": "ana", "displayName": "Ana"},
        "archiveInfo": {"sizeBytes": "1", "generationDate": "2026-03-01T00:00:00.000Z", "isPartialArchive": false},
        "dataTypes": {"tweets": {"files": [{"fileName": "data/tweets.js", "globalName": "YTD.tweets.part0",
            "count": tweets.len().to_string()}]}},
    });
    let mut posts = String::from("window.YTD.tweets.part0 = [");
    for (n, tweet) in tweets.iter().enumerate() {
        let _ = write!(posts, "{}{}", if n == 0 { "" } else { ",\n" }, json!({"tweet": fields(tweet)}));
    }
    posts.push(']');
    packed(
        desk,
        name,
        &[
            ("data/manifest.js", format!("window.__THAR_CONFIG = {manifest}").as_bytes()),
            ("data/account.js", format!("window.YTD.account.part0 = {account}").as_bytes()),
            ("data/tweets.js", posts.as_bytes()),
        ],
    )
}

/// A zip file of these files.
pub fn packed(desk: &Desk, name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let path = desk.home.path(name);
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (inside, bytes) in files {
        zip.start_file(*inside, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    path
}

fn fields(tweet: &Tweet) -> serde_json::Value {
    let mut fields = json!({
        "id": tweet.id.to_string(), "id_str": tweet.id.to_string(), "created_at": tweet.at, "full_text": tweet.text,
        "source": format!("<a href=\"https://example.org\" rel=\"nofollow\">{}</a>", tweet.app), "lang": "en",
        "favorite_count": "0", "retweet_count": "0", "retweeted": false, "truncated": false,
        "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []},
    });
    if let Some(whom) = &tweet.answers {
        fields["in_reply_to_screen_name"] = json!(whom);
        fields["in_reply_to_user_id_str"] = json!("77");
        fields["in_reply_to_status_id_str"] = json!((tweet.id - 1).to_string());
        fields["entities"]["user_mentions"] = json!([{"screen_name": whom, "name": whom, "id_str": "77", "indices": ["0", (whom.len() + 1).to_string()]}]);
    }
    fields
}
