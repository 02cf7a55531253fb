//! How ids, moments and links cross to the screens.

use chrono::SecondsFormat;
use coach::zone::Moment;

/// An id as screens carry it. Ids count up from 1; no ledger of one person reaches two thousand million rows.
pub(crate) fn id(id: i64) -> i32 {
    i32::try_from(id).unwrap_or(i32::MAX)
}

/// A moment with the offset in force then: RFC 3339.
pub(crate) fn moment(moment: Moment) -> String {
    moment.at.with_timezone(&moment.offset).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Whether a link leads into the web; others are not kept.
pub(crate) fn is_web(link: &str) -> bool {
    let head = |scheme: &str| link.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    head("http://") || head("https://")
}
