//! The eye needs no language: the same feed, told in languages that no labelled account is written in.
#![allow(clippy::unwrap_used)]

use chrono::{DateTime, Duration, TimeZone, Utc};
use coach::kind::{Eye, Kind, Rules};
use coach::person::{Counterpart, Handle, Network};
use coach::post::{Fate, Post, Precision, ReplyTo};

/// What a person writes in one language: titles that a machine posts, own words to everybody, replies.
struct Tongue {
    name: &'static str,
    titles: [&'static str; 6],
    own: [&'static str; 6],
    replies: [&'static str; 3],
}

const TONGUES: [Tongue; 4] = [
    Tongue {
        name: "Korean",
        titles: [
            "삼월에 콩을 심는 방법",
            "서리로부터 새싹을 지키는 법",
            "작은 정원을 위한 물주기 일정",
            "퇴비를 만드는 열 가지 방법",
            "겨울에 읽는 씨앗 목록",
            "토마토 모종을 옮겨 심는 때",
        ],
        own: [
            "오늘 아침에는 서리가 내렸고 개는 밖에 나가려 하지 않았어요. 그래도 커피는 따뜻했습니다.",
            "시장에서 할머니가 씨앗을 한 줌 더 주셨다. 이런 날이 좋다.",
            "삽이 부러졌다. 오늘은 그만하고 책이나 읽어야겠다.",
            "비가 온다더니 또 안 온다. 하늘을 믿지 말자.",
            "이웃이 호박을 세 개나 놓고 갔는데 누구인지 아직도 모르겠네요.",
            "아이가 처음으로 지렁이를 손에 올려놓았다. 비명은 내가 질렀다.",
        ],
        replies: ["저는 사월까지 기다릴 것 같아요", "그 사진 정말 마음에 들어요", "내일 다시 이야기해요"],
    },
    Tongue {
        name: "Dutch",
        titles: [
            "Zo zaai je bonen in maart",
            "Zaailingen beschermen tegen de vorst",
            "Een gietschema voor kleine tuinen",
            "Tien manieren om compost te maken",
            "Zaadcatalogi voor de winter",
            "Wanneer je tomaten verplant",
        ],
        own: [
            "Vanmorgen lag er rijp en de hond wilde niet naar buiten. De koffie was wel warm.",
            "Op de markt kreeg ik van een oude mevrouw een hand zaad extra. Zulke dagen zijn goed.",
            "De schop is gebroken. Voor vandaag is het genoeg, ik ga lezen.",
            "Ze zeiden dat het zou regenen en weer niets. Vertrouw nooit de lucht.",
            "Iemand heeft drie pompoenen voor de deur gezet en ik weet nog steeds niet wie.",
            "Mijn dochter had voor het eerst een regenworm in haar hand. Ik was degene die gilde.",
        ],
        replies: ["Ik zou tot april wachten", "Wat een mooie foto is dat", "Daar praten we morgen verder over"],
    },
    Tongue {
        name: "Japanese",
        titles: [
            "三月に豆をまく方法",
            "霜から苗を守るには",
            "小さな庭のための水やり表",
            "堆肥を作る十の方法",
            "冬に読む種のカタログ",
            "トマトの苗を植え替える時期",
        ],
        own: [
            "今朝は霜が降りて、犬が外に出たがらなかった。コーヒーだけは温かい。",
            "市場でおばあさんが種をひとつかみおまけしてくれた。こういう日が好きだ。",
            "シャベルが折れた。今日はもうやめて本を読むことにする。",
            "雨だと言っていたのにまた降らない。空を信じてはいけない。",
            "玄関にかぼちゃが三つ置いてあったけれど、誰なのかまだわからない。",
            "娘が初めてミミズを手にのせた。悲鳴をあげたのは私だった。",
        ],
        replies: ["私なら四月まで待つと思います", "その写真とても好きです", "また明日話しましょう"],
    },
    Tongue {
        name: "Arabic",
        titles: [
            "كيف تزرع الفول في آذار",
            "حماية الشتلات من الصقيع",
            "جدول سقاية للحدائق الصغيرة",
            "عشر طرق لصنع السماد",
            "فهارس البذور للشتاء",
            "متى تنقل شتلات الطماطم",
        ],
        own: [
            "نزل الصقيع هذا الصباح ولم يرد الكلب أن يخرج. القهوة كانت ساخنة على الأقل.",
            "في السوق أعطتني امرأة عجوز حفنة بذور زيادة. أحب أياما كهذه.",
            "انكسرت المجرفة. يكفي لهذا اليوم، سأقرأ قليلا.",
            "قالوا إنها ستمطر ولم تمطر مرة أخرى. لا تثق بالسماء.",
            "وضع أحدهم ثلاث قرعات أمام الباب ولا أعرف من هو حتى الآن.",
            "أمسكت ابنتي دودة للمرة الأولى. أنا من صرخ.",
        ],
        replies: ["كنت سأنتظر حتى نيسان", "هذه الصورة جميلة جدا", "نتحدث في ذلك غدا"],
    },
];

fn post(id: usize, at: DateTime<Utc>, text: String) -> Post {
    Post {
        id: id.to_string(),
        network: Network::Mastodon,
        at,
        precision: Precision::Second,
        links: text.split_whitespace().filter(|token| token.starts_with("https://")).map(str::to_owned).collect(),
        text,
        mentions: Vec::new(),
        reply: None,
        boost: None,
        quote: None,
        app: None,
        language: None,
        media: 0,
        fate: Fate::Stands,
        private: None,
    }
}

/// A hundred days: a machine on the hour twice a day, a reply and every other day own words in the evening.
fn feed(tongue: &Tongue) -> Vec<(bool, Post)> {
    let begins = Utc.with_ymd_and_hms(2026, 3, 1, 0, 0, 0).unwrap();
    let mut posts = Vec::new();
    for day in 0..100_usize {
        let at = |hour: i64, minute: i64, second: i64| {
            begins + Duration::days(i64::try_from(day).unwrap()) + Duration::seconds((hour * 60 + minute) * 60 + second)
        };
        for (turn, hour) in [9, 15].into_iter().enumerate() {
            let n = 2 * day + turn;
            let title = tongue.titles[n % tongue.titles.len()];
            posts.push((true, post(posts.len(), at(hour, 0, 4), format!("{title} {n} https://garden.example/{n}"))));
        }
        let wobble = i64::try_from(day * 37 % 50).unwrap();
        let whom = Counterpart {
            handle: Handle { network: Network::Mastodon, id: "https://social.example/ben".into() },
            name: Some("@ben".into()),
        };
        let reply = Some(ReplyTo { whom: Some(whom.clone()), own: false, post: None, asks: None });
        let words = format!("@ben {}", tongue.replies[day % tongue.replies.len()]);
        posts.push((false, Post { mentions: vec![whom], reply, ..post(posts.len(), at(19, wobble, 31), words) }));
        if day % 2 == 0 {
            let own = tongue.own[day / 2 % tongue.own.len()].to_owned();
            posts.push((false, post(posts.len(), at(20, wobble, 13), format!("{own} ({day})"))));
        }
    }
    posts
}

#[test]
fn a_machine_and_a_person_are_told_apart_in_languages_no_label_is_written_in() {
    for tongue in &TONGUES {
        let mut eye = Eye::new(&Rules::shipped());
        let judged: Vec<(bool, bool)> =
            feed(tongue).iter().map(|(machine, post)| (*machine, eye.see(post).kind == Kind::Automated)).collect();
        let own_called_automatic = judged.iter().filter(|judged| **judged == (false, true)).count();
        assert_eq!(own_called_automatic, 0, "{}: own words called automatic", tongue.name);
        // The habits of the feed are learnt in its first half.
        let late = &judged[judged.len() / 2..];
        let machine = late.iter().filter(|(machine, _)| *machine).count();
        let found = late.iter().filter(|judged| **judged == (true, true)).count();
        assert!(found * 10 >= machine * 9, "{}: {found} of {machine} found", tongue.name);
    }
}
