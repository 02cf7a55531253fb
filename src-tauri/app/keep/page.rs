//! The page around what is kept: one file that needs nothing else.

use super::drawing::escaped;
use crate::words;

/// Everything in a page's look; printed, it is the same.
const STYLE: &str = "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,'Segoe UI',Cantarell,'Noto Sans',sans-serif;color:#1d2321;background:#faf8f4}h1{font-size:1.75rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2rem}.soft{color:#56605b}svg{width:100%;height:auto}table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.4rem;text-align:end;border-bottom:1px solid #e4e0d7}th:first-child{text-align:start}time{font-weight:600}@media print{body{margin:0;background:#fff}}";

/// A page with a title and what stands on it, in the language that is spoken; `body` is markup.
pub(super) fn page(title: &str, body: &str) -> String {
    let (title, language) = (escaped(title), escaped(&words::spoken().locale));
    format!(
        "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>{title}</title><style>{STYLE}</style></head>\n<body><h1>{title}</h1>\n{body}</body></html>\n"
    )
}

/// A paragraph.
pub(super) fn paragraph(words: &str) -> String {
    format!("<p>{}</p>\n", escaped(words))
}

/// A heading.
pub(super) fn heading(words: &str) -> String {
    format!("<h2>{}</h2>\n", escaped(words))
}

/// A table: heads, then rows; the first cell of a row is its head.
pub(super) fn table(heads: &[String], rows: &[Vec<String>]) -> String {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", escaped(head))).collect();
    let mut body = String::new();
    for row in rows {
        body += "<tr>";
        for (nth, cell) in row.iter().enumerate() {
            let cell = escaped(cell);
            body += &if nth == 0 { format!("<th scope=\"row\">{cell}</th>") } else { format!("<td>{cell}</td>") };
        }
        body += "</tr>\n";
    }
    format!("<table><thead><tr>{heads}</tr></thead><tbody>\n{body}</tbody></table>\n")
}
