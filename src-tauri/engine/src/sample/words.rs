//! The words of the sample's author. Nobody in it is real.

/// Her site.
pub(super) const SITE: &str = "blog.sample.example";

/// People she talks with.
pub(super) const PEOPLE: [&str; 14] = [
    "AnaSample",
    "BenSample",
    "ChloeSample",
    "DaoSample",
    "EmreSample",
    "FatimaSample",
    "GustavSample",
    "HanaSample",
    "IvoSample",
    "JunSample",
    "KofiSample",
    "LenaSample",
    "MiraSample",
    "NoorSample",
];

/// People she passes on.
pub(super) const BOOSTED: [&str; 4] = ["OldHarbourSample", "PaperMillSample", "QuietBirdSample", "RiverSample"];

/// Old articles of hers, by title and path.
pub(super) const ARTICLES: [(&str, &str); 8] = [
    ("Ten years of keeping bees on a roof", "2016/bees-on-a-roof"),
    ("How I learnt to stop planning gardens", "2017/stop-planning"),
    ("A short history of the city's wells", "2015/wells"),
    ("What rain barrels taught me", "2018/rain-barrels"),
    ("Soil, patiently explained", "2016/soil"),
    ("Why every street needs a bench", "2019/benches"),
    ("Planting trees with neighbours", "2018/trees"),
    ("Letters from readers, answered", "2017/letters"),
];

/// What posts are about.
pub(super) const SUBJECTS: [&str; 16] = [
    "the rain barrels",
    "your seedlings",
    "that bench on the corner",
    "the bees",
    "composting in winter",
    "the old wells",
    "your new allotment",
    "pruning in March",
    "the street trees",
    "the neighbourhood swap",
    "clay soil",
    "the roof garden",
    "the school project",
    "late frost",
    "wild bees",
    "the seed library",
];

/// How replies begin.
pub(super) const OPENINGS: [&str; 12] = [
    "how did it go with {} in the end?",
    "I tried the same with {} last year, and it worked out.",
    "thanks for telling us about {}, I had no idea.",
    "have you asked the city about {} already?",
    "I can lend you my notes on {} if you like.",
    "that is the best thing I read on {} this week.",
    "what would you change about {} now?",
    "we had trouble with {} too, until it got warmer.",
    "would you show pictures of {} some day?",
    "I disagree a little about {}, it depends on the place.",
    "my neighbour knows all about {}, shall I ask her?",
    "good to hear that {} survived the storm.",
];

/// How replies end.
pub(super) const TURNS: [&str; 10] = [
    "Tell me more when you have time.",
    "I would start small.",
    "It took us two summers.",
    "Come by and have a look!",
    "Did you keep a record?",
    "The trick is to wait for May.",
    "I wrote it down somewhere.",
    "Please keep us posted.",
    "That made my morning.",
    "Worth a try, I think.",
];

/// Thoughts to everybody.
pub(super) const THOUGHTS: [&str; 8] = [
    "First morning this year that smelled of spring, and all I think of is {}.",
    "Spent the whole evening on {} and regret nothing.",
    "A stranger stopped to talk about {} today. Good day.",
    "Note to self: {} can wait, people can't.",
    "I keep changing my mind about {}, and I like that.",
    "Half of what I know of {} I learnt from replies here.",
    "Rainy day. Tea, and a long letter about {}.",
    "Small victory with {} this afternoon, at the third attempt.",
];

/// Questions to everybody.
pub(super) const ASKS: [&str; 6] = [
    "Who of you has experience with {}?",
    "What is the one thing you would tell a beginner about {}?",
    "Is there a good book on {} that is not too long?",
    "How do you deal with {} when you are away?",
    "Does anybody near the river do something about {}?",
    "Which mistake with {} taught you most?",
];
