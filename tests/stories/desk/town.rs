//! A server with people on it, who talk: what happened there until Monday, 2 March 2026, 18:00.

use chrono::{DateTime, Utc};
use peers::Mastodon;
use peers::mastodon::{Draft, Manners, Person};

/// A server, and Mira on it.
pub struct Town {
    pub server: Mastodon,
    pub mira: Person,
    /// What Ben asked Mira two hours ago.
    pub bens_question: String,
}

pub fn at(moment: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{moment}+01:00")).unwrap().to_utc()
}

impl Town {
    /// Mira answered Ben in February and Ana on Sunday, and her blog posts by itself. Ben, whom she knows, waits for her
    /// answer since two hours, Carla, who is new, since three; Dora only said something, and so did a robot.
    pub fn new() -> Self {
        Self::with(Manners::mastodon())
    }

    pub fn with(manners: Manners) -> Self {
        let server = Mastodon::with(manners).unwrap();
        let [mira, ana, ben, carla] = ["mira", "ana", "ben", "carla"].map(|name| server.person(name));
        let weather = server.bot("weather");
        let say = |who: &Person, moment: &str, text: &str| server.post(who, Draft::new(text, at(moment)));
        say(&mira, "2026-02-20T10:00:00", "Good morning, the kettle is on and the desk is clear");
        let bens = say(&ben, "2026-02-21T10:00:00", "The old wells are on no map that I can find");
        let text = "@ben They are on the one of 1898, in the town hall";
        server.post(&mira, Draft::new(text, at("2026-02-21T11:00:00")).answering(&bens));
        let anas = say(&ana, "2026-03-01T17:00:00", "Does anybody know a rye bread that forgives?");
        let text = "@ana Mine forgives everything if it rests in the cold for a night";
        server.post(&mira, Draft::new(text, at("2026-03-01T18:00:00")).answering(&anas));
        let text = "New on the blog: https://mira.example/articles/wells";
        server.post(&mira, Draft::new(text, at("2026-03-02T09:00:00")).by("Buffer"));
        let text = "@mira The day begins with rain. What will you do about it?";
        say(&weather, "2026-03-02T07:00:00", text);
        say(&server.person("dora"), "2026-03-02T14:00:00", "@mira I liked your piece on maps very much indeed");
        say(&carla, "2026-03-02T15:00:00", "@mira Where did you learn to draw maps like that?");
        let bens = "@mira How did you get the map of wells onto one page?";
        let bens_question = say(&ben, "2026-03-02T16:00:00", bens);
        Self { server, mira, bens_question }
    }

    /// Where Mira is.
    pub fn url(&self) -> &str {
        self.server.url()
    }

    /// Mira at the browser: signs in on the page and allows it; where the page sends the browser.
    pub fn allows(&self, page: &str) -> String {
        self.server.allow(page, &self.mira).unwrap()
    }

    /// Mira answers Ben.
    pub fn answers_ben(&self, moment: &str) {
        let text = "@ben I let the margins go and turned the legend by a quarter";
        self.server.post(&self.mira, Draft::new(text, at(moment)).answering(&self.bens_question));
    }
}
