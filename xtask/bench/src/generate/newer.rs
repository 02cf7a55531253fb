//! The newer layout.

use super::Zip;
use super::spelling::spell;
use super::story::{Story, Told};
use anyhow::Result;
use serde_json::{Value, json};

/// Posts in a part; X begins another after some tens of thousands.
const PART: u32 = 60_000;

/// Writes all files.
pub(super) fn write(story: &Story, zip: &mut Zip) -> Result<()> {
    zip.whole("Your archive.html", "<!doctype html><title>Your archive</title>\n")?;
    let account = json!([{ "account": { "email": "ana@ana.example", "createdVia": "web", "username": "ana_writes",
        "accountId": "4200", "createdAt": "2010-05-01T10:00:00.000Z", "accountDisplayName": "Ana writes" } }]);
    let profile = json!([{ "profile": { "description": { "bio": "Maps, bread, slow trains.",
        "website": "https://blog.ana.example", "location": "" } } }]);
    zip.whole("data/account.js", &format!("window.YTD.account.part0 = {}", spell(&account, false)?))?;
    zip.whole("data/profile.js", &format!("window.YTD.profile.part0 = {}", spell(&profile, false)?))?;

    let (mut parts, mut notes) = (Vec::new(), Vec::new());
    for part in 0..story.posts.div_ceil(PART) {
        let (from, to) = (part * PART, ((part + 1) * PART).min(story.posts));
        let name = if part == 0 { "data/tweets.js".to_owned() } else { format!("data/tweets-part{part}.js") };
        zip.begin(&name)?;
        let mut count = 0_u32;
        let mut text = format!("window.YTD.tweets.part{part} = [");
        for number in story.shuffled(from, to) {
            let told = story.post(number);
            for tweet in versions(&told) {
                text += if count == 0 { "\n  " } else { ",\n  " };
                text += &spell(&json!({ "tweet": tweet }), false)?.replace('\n', "\n  ");
                count += 1;
            }
            if told.long {
                notes.push(note(&told));
            }
            if text.len() > 1 << 20 {
                zip.add(&text)?;
                text.clear();
            }
        }
        zip.add(&text)?;
        zip.add("\n]")?;
        parts.push(
            json!({ "fileName": name, "globalName": format!("YTD.tweets.part{part}"), "count": count.to_string() }),
        );
    }
    let count = notes.len().to_string();
    zip.whole("data/note-tweet.js", &format!("window.YTD.note_tweet.part0 = {}", spell(&Value::Array(notes), false)?))?;

    let notes = json!([{ "fileName": "data/note-tweet.js", "globalName": "YTD.note_tweet.part0", "count": count }]);
    let manifest = json!({
        "userInfo": { "accountId": "4200", "userName": "ana_writes", "displayName": "Ana writes" },
        "archiveInfo": { "sizeBytes": "1", "isPartialArchive": false, "maxPartSizeBytes": "53687091200" },
        "dataTypes": {
            "account": { "files": [{ "fileName": "data/account.js", "globalName": "YTD.account.part0", "count": "1" }] },
            "noteTweet": { "files": notes },
            "tweets": { "mediaDirectory": "data/tweets_media", "files": parts },
        },
    });
    zip.whole("data/manifest.js", &format!("window.__THAR_CONFIG = {}", spell(&manifest, false)?))
}

/// A post as it is, after the version it replaced, where it did.
fn versions(told: &Told) -> Vec<Value> {
    let mut last = tweet(told, told.id, &told.text);
    let Some(first) = told.edits else { return vec![last] };
    let ids = json!([first.to_string(), told.id.to_string()]);
    let mut before = tweet(told, first, &format!("{} (to be corrected)", told.text));
    before["edit_info"] = json!({ "initial": { "editTweetIds": ids, "editsRemaining": "4", "isEditEligible": true } });
    let initial = json!({ "editTweetIds": ids, "editsRemaining": "4", "isEditEligible": true });
    last["edit_info"] = json!({ "edit": { "initialTweetId": first.to_string(), "editControlInitial": initial } });
    vec![before, last]
}

fn tweet(told: &Told, id: u64, text: &str) -> Value {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut text = match &told.retweet {
        Some(friend) => format!("RT @{}: {escaped}", friend.screen_name),
        None if told.long => escaped.chars().take(260).collect::<String>() + "…",
        None => escaped,
    };
    let mut entities = json!({ "hashtags": [], "symbols": [], "user_mentions": [], "urls": [] });
    if let Some(friend) = told.reply.as_ref().map(|(friend, _)| friend).or(told.retweet.as_ref()) {
        entities["user_mentions"] = json!([{ "name": friend.name, "screen_name": friend.screen_name,
            "indices": ["0", (friend.screen_name.len() + 1).to_string()], "id_str": friend.id, "id": friend.id }]);
    }
    if let Some(link) = &told.link {
        let short = told.short_link();
        text = format!("{text} {short}");
        let end = text.chars().count();
        let display: String = link.trim_start_matches("https://").chars().take(26).collect();
        entities["urls"] = json!([{ "url": short, "expanded_url": link, "display_url": format!("{display}…"),
            "indices": [(end - short.len()).to_string(), end.to_string()] }]);
    }
    let picture = told.picture.then(|| picture(told));
    if let Some(picture) = &picture {
        text = format!("{text} {}", told.short_link());
        entities["media"] = json!([picture]);
    }
    let mut tweet = json!({
        "edit_info": { "initial": { "editTweetIds": [id.to_string()], "editableUntil": told.iso(), "editsRemaining": "5",
            "isEditEligible": false } },
        "retweeted": false, "source": told.app, "entities": entities,
        "display_text_range": ["0", text.chars().count().to_string()],
        "favorite_count": (id % 17).to_string(), "id_str": id.to_string(), "truncated": false,
        "retweet_count": (id % 5).to_string(), "id": id.to_string(), "possibly_sensitive": false,
        "created_at": told.english(), "favorited": false, "full_text": text, "lang": "en",
    });
    if let Some(picture) = picture {
        tweet["extended_entities"] = json!({ "media": [picture] });
    }
    if let Some((friend, theirs)) = &told.reply {
        tweet["in_reply_to_status_id_str"] = json!(theirs.to_string());
        tweet["in_reply_to_status_id"] = json!(theirs.to_string());
        tweet["in_reply_to_user_id_str"] = json!(friend.id);
        tweet["in_reply_to_user_id"] = json!(friend.id);
        tweet["in_reply_to_screen_name"] = json!(friend.screen_name);
    }
    tweet
}

fn picture(told: &Told) -> Value {
    let size = |wide: &str, high: &str, resize: &str| json!({ "w": wide, "h": high, "resize": resize });
    json!({
        "expanded_url": format!("https://twitter.com/ana_writes/status/{}/photo/1", told.id), "indices": ["0", "23"],
        "url": told.short_link(), "media_url": format!("http://pbs.twimg.com/media/{:x}.jpg", told.id),
        "id_str": (told.id + 1).to_string(), "id": (told.id + 1).to_string(),
        "media_url_https": format!("https://pbs.twimg.com/media/{:x}.jpg", told.id),
        "sizes": { "small": size("680", "510", "fit"), "thumb": size("150", "150", "crop"),
            "large": size("1200", "900", "fit"), "medium": size("1200", "900", "fit") },
        "type": "photo", "display_url": format!("pic.twitter.com/{:010x}", told.id % 0xff_ffff_ffff),
    })
}

fn note(told: &Told) -> Value {
    json!({ "noteTweet": { "noteTweetId": (told.id + 5).to_string(), "updatedAt": told.iso(),
        "lifecycle": { "value": "3", "name": "Published" }, "createdAt": told.iso(),
        "core": { "styletags": [], "urls": [], "text": told.text, "mentions": [], "cashtags": [], "hashtags": [] } } })
}
