use serde::Serialize;

/// JSON of one line with its line feed.
pub fn line(form: &impl Serialize) -> String {
    // The forms have string keys and finite numbers only, for which writing cannot fail.
    escaped(serde_json::to_string(form).unwrap_or_default()) + "\n"
}

/// JSON of many lines, for people.
pub fn pretty(form: &impl Serialize) -> String {
    escaped(serde_json::to_string_pretty(form).unwrap_or_default())
}

/// JSON lets DEL and the control characters of the second set stand, which terminals obey. They
/// occur inside strings only, where an escape means the same.
fn escaped(json: String) -> String {
    let obeyed = |c: char| matches!(c, '\u{7f}'..='\u{9f}');
    if !json.contains(obeyed) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if obeyed(c) { out.push_str(&format!("\\u{:04x}", u32::from(c))) } else { out.push(c) }
    }
    out
}
