//! The older layout, with both of its ways of writing dates.

use super::Zip;
use super::spelling::spell;
use super::story::{Story, Told};
use anyhow::Result;
use serde_json::{Value, json};

/// Writes all files.
pub(super) fn write(story: &Story, zip: &mut Zip) -> Result<()> {
    zip.whole("README.txt", "An archive in the older layout.\n")?;
    let details = json!({ "expanded_url": "https://blog.ana.example", "screen_name": "ana_writes",
        "full_name": "Ana writes", "id": "4200", "created_at": "2010-05-01 10:00:00 +0000" });
    zip.whole("data/js/user_details.js", &format!("var user_details =  {}", spell(&details, true)?))?;
    let mut month = String::new();
    for number in 0..story.posts {
        let told = story.post(number);
        let its_month = told.at.format("%Y_%m").to_string();
        if its_month == month {
            zip.add(", ")?;
        } else {
            if !month.is_empty() {
                zip.add(" ]")?;
            }
            zip.begin(&format!("data/js/tweets/{its_month}.js"))?;
            zip.add(&format!("Grailbird.data.tweets_{its_month} = \n [ "))?;
            month = its_month;
        }
        zip.add(&spell(&tweet(&told), true)?)?;
    }
    zip.add(" ]")?;
    let payload = json!({ "tweets": story.posts + 6, "lang": "en" });
    zip.whole("data/js/payload_details.js", &format!("var payload_details =  {}", spell(&payload, true)?))
}

fn tweet(told: &Told) -> Value {
    let escaped = told.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut text = match &told.retweet {
        Some(friend) => format!("RT @{}: {escaped}", friend.screen_name),
        None => escaped.chars().take(280).collect(),
    };
    let mut entities = json!({ "user_mentions": [], "media": [], "hashtags": [], "urls": [] });
    if let Some(friend) = told.reply.as_ref().map(|(friend, _)| friend).or(told.retweet.as_ref()) {
        entities["user_mentions"] = json!([{ "name": friend.name, "screen_name": friend.screen_name, "indices": [0, 8],
            "id_str": friend.id }]);
    }
    if let Some(link) = &told.link {
        text = format!("{text} {}", told.short_link());
        entities["urls"] = json!([{ "indices": [90, 113], "url": told.short_link(), "expanded_url": link,
            "display_url": "example" }]);
    }
    let date =
        if told.id.is_multiple_of(5) { told.english() } else { told.at.format("%Y-%m-%d %H:%M:%S +0000").to_string() };
    let mut tweet = json!({
        "source": told.app, "entities": entities, "geo": {}, "id_str": told.id.to_string(), "text": text, "id": told.id,
        "created_at": date,
        "user": { "name": "Ana writes", "screen_name": "ana_writes", "protected": false, "id_str": "4200",
            "profile_image_url_https": "https://pbs.twimg.com/profile_images/4200/ana_normal.png", "id": 4200,
            "verified": false },
    });
    if let Some((friend, theirs)) = &told.reply {
        tweet["in_reply_to_status_id_str"] = json!(theirs.to_string());
        tweet["in_reply_to_status_id"] = json!(theirs);
        tweet["in_reply_to_user_id_str"] = json!(friend.id);
        tweet["in_reply_to_screen_name"] = json!(friend.screen_name);
    }
    if let Some(friend) = &told.retweet {
        tweet["retweeted_status"] = json!({ "text": escaped, "user": { "name": friend.name,
            "screen_name": friend.screen_name, "id_str": friend.id } });
    }
    tweet
}
