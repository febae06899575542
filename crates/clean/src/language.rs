//! The language of a text.

use selon_model::Block;
use whatlang::Lang;

/// Bytes of text that are enough to tell a language.
const ENOUGH: usize = 4000;
/// The detector's own bar (0.9) is for choosing without any doubt; French sentences of a dozen words, with their foreign
/// names, stand at 0.3 to 0.9, and headlines of names alone at 0.02.
const MIN_CONFIDENCE: f64 = 0.25;
const MIN_WORDS: usize = 6;

/// ISO 639-1 code of the language that the blocks of a text are in; `None` where they are too short to tell or in a
/// language without such a code.
pub(crate) fn of_blocks(text: &str, blocks: &[Block]) -> Option<String> {
    let mut sample = String::new();
    for block in blocks {
        sample.push_str(block.span.of_text(text));
        sample.push('\n');
        if sample.len() > ENOUGH {
            break;
        }
    }
    let info = whatlang::detect(&sample)?;
    let enough = sample.split_whitespace().take(MIN_WORDS).count() == MIN_WORDS;
    let told = enough && info.confidence() >= MIN_CONFIDENCE;
    told.then(|| code(info.lang())).flatten().map(str::to_owned)
}

fn code(language: Lang) -> Option<&'static str> {
    CODES.iter().find(|(l, _)| *l == language).map(|(_, code)| *code)
}

/// ISO 639-1 codes (Library of Congress) of the languages that the detector knows.
#[rustfmt::skip]
const CODES: [(Lang, &str); 68] = [
    (Lang::Epo, "eo"), (Lang::Eng, "en"), (Lang::Rus, "ru"), (Lang::Cmn, "zh"), (Lang::Spa, "es"),
    (Lang::Por, "pt"), (Lang::Ita, "it"), (Lang::Ben, "bn"), (Lang::Fra, "fr"), (Lang::Deu, "de"),
    (Lang::Ukr, "uk"), (Lang::Kat, "ka"), (Lang::Ara, "ar"), (Lang::Hin, "hi"), (Lang::Jpn, "ja"),
    (Lang::Heb, "he"), (Lang::Yid, "yi"), (Lang::Pol, "pl"), (Lang::Amh, "am"), (Lang::Jav, "jv"),
    (Lang::Kor, "ko"), (Lang::Nob, "nb"), (Lang::Dan, "da"), (Lang::Swe, "sv"), (Lang::Fin, "fi"),
    (Lang::Tur, "tr"), (Lang::Nld, "nl"), (Lang::Hun, "hu"), (Lang::Ces, "cs"), (Lang::Ell, "el"),
    (Lang::Bul, "bg"), (Lang::Bel, "be"), (Lang::Mar, "mr"), (Lang::Kan, "kn"), (Lang::Ron, "ro"),
    (Lang::Slv, "sl"), (Lang::Hrv, "hr"), (Lang::Srp, "sr"), (Lang::Mkd, "mk"), (Lang::Lit, "lt"),
    (Lang::Lav, "lv"), (Lang::Est, "et"), (Lang::Tam, "ta"), (Lang::Vie, "vi"), (Lang::Urd, "ur"),
    (Lang::Tha, "th"), (Lang::Guj, "gu"), (Lang::Uzb, "uz"), (Lang::Pan, "pa"), (Lang::Aze, "az"),
    (Lang::Ind, "id"), (Lang::Tel, "te"), (Lang::Pes, "fa"), (Lang::Mal, "ml"), (Lang::Ori, "or"),
    (Lang::Mya, "my"), (Lang::Nep, "ne"), (Lang::Sin, "si"), (Lang::Khm, "km"), (Lang::Tuk, "tk"),
    (Lang::Aka, "ak"), (Lang::Zul, "zu"), (Lang::Sna, "sn"), (Lang::Afr, "af"), (Lang::Lat, "la"),
    (Lang::Slk, "sk"), (Lang::Cat, "ca"), (Lang::Tgl, "tl"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use selon_model::{BlockKind, Span};

    #[test]
    fn languages() {
        let check = |text: &str, expected: Option<&str>| {
            let block = Block { span: Span::of(0..text.len()), kind: BlockKind::Paragraph };
            assert_eq!(of_blocks(text, &[block]).as_deref(), expected, "{text}");
        };
        check(
            "Des hommes armés ont attaqué dimanche un poste de gendarmerie près de la frontière.",
            Some("fr"),
        );
        check(
            "Armed men attacked a police post near the border on Sunday, the governor of the region said.",
            Some("en"),
        );
        check(
            "Hombres armados atacaron el domingo un puesto de la policía cerca de la frontera del país.",
            Some("es"),
        );
        check("Вооружённые люди напали в воскресенье на пост полиции у границы.", Some("ru"));
        check("Gao", None);
        check("", None);
    }
}
