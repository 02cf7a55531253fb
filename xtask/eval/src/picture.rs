//! The figures as a picture: AUC by account, precision and recall by threshold, what was said against what was true, and
//! for each account how precision falls as more is to be found.

use crate::report::Report;
use std::fmt::Write;

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 220.0;
const GAP: f64 = 60.0;
/// Side of an account's curve, and how many stand in a row.
const SMALL: f64 = 150.0;
const SMALL_IN_ROW: usize = 5;

/// The figures as an SVG document.
pub fn picture(report: &Report) -> String {
    let mut svg = String::new();
    let width = 3.0 * (WIDTH + GAP) + GAP;
    let small = report.hidden.precision_recall.len().div_ceil(SMALL_IN_ROW) as f64;
    let height = HEIGHT + 2.0 * GAP + small * (SMALL + GAP);
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    );
    panel(&mut svg, 0, "AUC by account, the app hidden", &accounts(report));
    panel(&mut svg, 1, "precision (thick) and recall by threshold", &thresholds(report));
    panel(&mut svg, 2, "said (across) and true (up)", &calibration(report));
    for (i, (account, curve)) in report.hidden.precision_recall.iter().enumerate() {
        small_curve(&mut svg, i, account, curve);
    }
    svg.push_str("</svg>\n");
    svg
}

/// How precision (up) falls with recall (across) in one account; dashed at nine tenths.
fn small_curve(svg: &mut String, number: usize, account: &str, curve: &[[f64; 2]]) {
    let left = GAP + (number % SMALL_IN_ROW) as f64 * (SMALL + GAP);
    let top = HEIGHT + 2.0 * GAP + (number / SMALL_IN_ROW) as f64 * (SMALL + GAP);
    let points: Vec<String> = curve
        .iter()
        .map(|[recall, precision]| format!("{:.1},{:.1}", SMALL * recall, SMALL * (1.0 - precision)))
        .collect();
    let _ = write!(
        svg,
        "<g transform=\"translate({left} {top})\"><text y=\"-8\">{account}: precision by recall</text>\n\
         <path d=\"M0 0V{SMALL}H{SMALL}\" fill=\"none\" stroke=\"black\"/>\n\
         <path d=\"M0 {tenth:.1}H{SMALL}\" stroke=\"#999\" stroke-dasharray=\"3\"/>\n\
         <polyline points=\"{}\" fill=\"none\" stroke=\"#247\" stroke-width=\"2\"/></g>\n",
        points.join(" "),
        tenth = SMALL * 0.1,
    );
}

fn panel(svg: &mut String, number: u8, title: &str, inside: &str) {
    let left = GAP + f64::from(number) * (WIDTH + GAP);
    let _ = write!(
        svg,
        "<g transform=\"translate({left} {GAP})\"><text y=\"-14\" font-size=\"13\">{title}</text>\n\
         <path d=\"M0 0V{HEIGHT}H{WIDTH}\" fill=\"none\" stroke=\"black\"/>\n"
    );
    for tenth in [0u8, 5, 10] {
        let y = HEIGHT * (1.0 - f64::from(tenth) / 10.0);
        let _ = writeln!(
            svg,
            "<text x=\"-6\" y=\"{:.0}\" text-anchor=\"end\">{:.1}</text>",
            y + 4.0,
            f64::from(tenth) / 10.0
        );
    }
    svg.push_str(inside);
    svg.push_str("</g>\n");
}

fn accounts(report: &Report) -> String {
    let mut bars = String::new();
    let step = WIDTH / report.hidden.accounts.len().max(1) as f64;
    for (i, (name, scores)) in report.hidden.accounts.iter().enumerate() {
        let (x, auc) = (i as f64 * step, scores.auc.unwrap_or(0.0));
        let (y, tall) = (HEIGHT * (1.0 - auc), HEIGHT * auc);
        let short = name.rsplit('-').next().unwrap_or(name);
        let _ = writeln!(
            bars,
            "<rect x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{tall:.1}\" fill=\"#4a7\"/>",
            x + 2.0,
            step - 4.0
        );
        let _ = writeln!(
            bars,
            "<text x=\"{:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{short}</text>",
            x + step / 2.0,
            HEIGHT + 16.0
        );
    }
    bars
}

fn thresholds(report: &Report) -> String {
    let line = |column: usize, width: u8| {
        let points: Vec<String> = report
            .hidden
            .curve
            .iter()
            .map(|point| format!("{:.1},{:.1}", WIDTH * point[0], HEIGHT * (1.0 - point[column])))
            .collect();
        format!("<polyline points=\"{}\" fill=\"none\" stroke=\"#247\" stroke-width=\"{width}\"/>\n", points.join(" "))
    };
    let x = WIDTH * report.threshold;
    format!("{}{}<path d=\"M{x:.1} 0V{HEIGHT}\" stroke=\"#999\" stroke-dasharray=\"3\"/>\n", line(1, 3), line(2, 1))
}

fn calibration(report: &Report) -> String {
    let most = report.calibration.iter().map(|bin| bin.posts).max().unwrap_or(1) as f64;
    let mut dots = format!("<path d=\"M0 {HEIGHT}L{WIDTH} 0\" stroke=\"#999\" stroke-dasharray=\"3\"/>\n");
    for bin in &report.calibration {
        let (x, y) = (WIDTH * bin.said, HEIGHT * (1.0 - bin.true_share));
        let size = 3.0 + 9.0 * (bin.posts as f64 / most).sqrt();
        let _ =
            writeln!(dots, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size:.1}\" fill=\"#a42\" fill-opacity=\".6\"/>");
    }
    dots
}
