//! Text: what is kept, what is found, in which order it stands.

use libero_domain::reader::Lang;
use libero_domain::text::{
    clean_free, clean_name, company_key, duplicate_key, first_letter, initials, isolate, list, ltr, quote,
    search_forms, search_key, search_keys_indexed, sort_key, sort_key_of,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// What a full-text index does: each word of one of the query's forms begins some word of the index.
fn finds(query: &str, text: &str) -> bool {
    let index = search_keys_indexed(text);
    let begins = |word: &str| index.split_whitespace().any(|indexed| indexed.starts_with(word));
    let forms = search_forms(query);
    forms.is_empty() || forms.iter().any(|form| form.split_whitespace().all(begins))
}

#[test]
fn free_text_keeps_the_typed_code_points() {
    let typed = "كتاب «علي»\u{200C}ها\tـ 12 ۱۲ ١٢ خانۀ جلسهٔ 👨\u{200D}👩 \u{AD}…\nخط دوم ";
    assert_eq!(clean_free(typed), typed);
}

#[test]
fn free_text_loses_controls_and_what_turns_direction() {
    assert_eq!(clean_free("a\u{0}b\u{202E}c\u{2066}d\u{2069}\u{FEFF}\u{200E}\u{200F}\u{1B}e"), "abcde");
    assert_eq!(clean_free("یک\r\nدو\rسه\u{B}چهار"), "یک\nدو\nسه\nچهار");
    assert_eq!(clean_free("ا\u{653}ب"), "آب");
}

#[test]
fn names_have_one_spelling() {
    assert_eq!(clean_name(" علي\u{200C}\u{200C}رضا \u{200C} رضائي\u{200C} "), "علی‌رضا رضائی");
    assert_eq!(clean_name("مصطفى\u{A0}\n كاظمي"), "مصطفی کاظمی");
    assert_eq!(clean_name("\u{FEFF}Ac\u{AD}me\u{200B}\u{200E}\u{7}"), "Acme");
    assert_eq!(clean_name("مُحمّد ـ"), "مُحمّد ـ", "vowel signs and tatweel stay");
    assert_eq!(clean_name(" \u{200C}\u{200E} "), "");
}

#[test]
fn the_search_key_knows_every_form_of_a_letter() {
    for (typed, key) in [
        ("كيف", "کیف"),
        ("مصطفى", "مصطفی"),
        ("رئیس", "رییس"),
        ("مسئول", "مسیول"),
        ("بڪے", "بکی"),
        ("أحمد", "احمد"),
        ("إیران", "ایران"),
        ("ٱلله", "الله"),
        ("آذر", "اذر"),
        ("مؤمن", "مومن"),
        ("فاطمة", "فاطمه"),
        ("خانۀ", "خانه"),
        ("خانهٔ", "خانه"),
        ("جلسه\u{654}", "جلسه"),
        ("ەہھ", "ههه"),
        ("کَمپِین", "کمپین"),
        ("مُحَمَّد", "محمد"),
        ("رحمٰن", "رحمن"),
        ("کتـــاب", "کتاب"),
        ("۱۴۰۴ ١٤٠٤ １４０４", "1404 1404 1404"),
        ("می‌روم", "میروم"),
        ("رضاء", "رضا"),
        ("سوء تفاهم", "سو تفاهم"),
        ("شیء.", "شی."),
        ("جزء", "جزء"),
        ("علاءالدین", "علاءالدین"),
        ("ابتداءً", "ابتدا"),
        ("ﻻﻟﻪ", "لاله"),
        ("Émile Zoë", "emile zoe"),
        ("Łódź Ørsted Straße", "lodz orsted strasse"),
        ("ALİ", "ali"),
        ("  a \u{200E}\u{202B} b\u{2069}\n", "a b"),
    ] {
        assert_eq!(search_key(typed), key, "{typed}");
    }
}

#[test]
fn a_name_is_found_however_it_is_typed() {
    let name = "علی‌رضا رضایی";
    for query in
        ["علي رضا رضائي", "علی‌رضا رضایی", "علیرضا", "علی رضا", "رضا", "رضایی علی", "عليرضارضائي", "عَلی"]
    {
        assert!(finds(query, name), "{query}");
    }
    assert!(!finds("رضوی", name));
    assert!(finds("علی رضا", "علیرضا") && finds("علی‌رضا", "علیرضا"));
    assert!(finds("بازی‌ها", "تجهیزات بازی ها") && finds("می روم", "می‌روم") && finds("میروم", "می‌روم"));
    assert!(finds("۱۴۰۵", "برنامهٔ 1405") && finds("1405", "برنامهٔ ١٤٠٥"));
}

#[test]
fn the_index_holds_each_form_once() {
    assert_eq!(search_keys_indexed("علی‌رضا رضایی"), "علیرضا رضایی علی رضا رضایی علیرضارضایی");
    assert_eq!(search_keys_indexed("Acme"), "acme");
    assert_eq!(search_keys_indexed(" \u{200C} "), "");
    assert_eq!(search_keys_indexed("یک دو سه چهار پنج شش هفت"), "یک دو سه چهار پنج شش هفت");
}

#[test]
fn duplicates_are_alike_without_their_gaps_and_legal_forms() {
    assert_eq!(duplicate_key("علی‌رضا رضایی"), duplicate_key("عليرضا  رضائي"));
    assert_eq!(company_key("شرکت برف‌دشت (سهامی خاص)"), company_key("برفدشت"));
    assert_eq!(company_key("Acme Trading Co., Ltd."), company_key("ACME trading"));
    assert_eq!(company_key("شرکت نوآذر با مسئولیت محدود"), company_key("نوآذر"));
    assert_ne!(company_key("شرکت رهور"), company_key("رهاورد"));
    assert_eq!(company_key("شرکت"), "شرکت");
}

#[test]
fn names_stand_in_persian_order() {
    // As ICU 78 orders them for `fa` with numeric order on.
    let ordered = [
        "«آبان»",
        "3 خط",
        "۲۰ نگار",
        "آزاده کیان",
        "آوا",
        "ابراهیمی",
        "احمدی",
        "اعظمی",
        "امیری",
        "أمیری",
        "بهرامی",
        "پارسا",
        "تاجیک",
        "ترابی",
        "تهرانچی",
        "ثابت",
        "جعفری",
        "چکاوند",
        "رابطی",
        "رئیسی",
        "ربیعی",
        "رستمی",
        "زمانی",
        "ژاله",
        "سلیمی",
        "شعبه ۱",
        "شعبهٔ ۲",
        "شعبهٔ ۱۰",
        "صدری",
        "علی نژاد رضا",
        "علیزاده",
        "علی‌نژاد",
        "فرهمند",
        "قاسمی",
        "کاویان",
        "گرجی",
        "لطفی",
        "مؤمنی",
        "موسوی",
        "مومنی",
        "مهدوی",
        "وحید",
        "هاشمی",
        "هومن",
        "یاری",
        "یزدان‌پناه",
        "Acme",
        "Émile",
        "Zeta",
        "zoo",
        "Бета",
    ];
    for pair in ordered.windows(2) {
        assert!(sort_key(pair[0]) < sort_key(pair[1]), "{} < {}", pair[0], pair[1]);
    }
}

#[test]
fn spellings_of_one_name_stand_together() {
    for (one, other) in [
        ("علي كاظمي", "علی کاظمی"),
        ("علی‌رضا", "علیرضا"),
        ("مُحَمَّد", "محمد"),
        ("شعبهٔ ۱۲", "شعبه  12"),
        ("Zoë", "zoe"),
        ("کتـاب", "کتاب"),
        ("007", "۷"),
    ] {
        assert_eq!(sort_key(one), sort_key(other), "{one}");
    }
}

#[test]
fn a_shorter_surname_comes_first_whatever_the_name() {
    assert!(sort_key_of(&["علی", "نرگس"]) < sort_key_of(&["علی نژاد", "آرش"]));
    assert!(sort_key_of(&["علی", "آرش"]) < sort_key_of(&["علی", "نرگس"]));
}

#[test]
fn tiles_show_letters_that_do_not_join() {
    assert_eq!(initials("نیلوفر", "صدری"), "ن\u{200C}ص");
    assert_eq!(initials("", "صدری"), "ص");
    assert_eq!(initials(" آرش", " «کیان»"), "آ\u{200C}ک");
    assert_eq!(initials("leila", "Farahmand"), "l\u{200C}F");
    assert_eq!(initials("", " "), "");
    assert_eq!(first_letter("«برف‌دشت»"), "ب");
    assert_eq!(first_letter("3M"), "3");
    assert_eq!(first_letter("★"), "★");
    assert_eq!(first_letter("ا\u{653}وا"), "آ");
}

#[test]
fn pieces_are_put_together_in_the_readers_language() {
    let items = |texts: &[&str]| texts.iter().map(|text| text.to_string()).collect::<Vec<_>>();
    assert_eq!(list(Lang::Fa, &items(&["الف", "ب", "پ"])), "الف، ب و پ");
    assert_eq!(list(Lang::En, &items(&["a", "b", "c"])), "a, b and c");
    assert_eq!(list(Lang::Fa, &items(&["الف", "ب"])), "الف و ب");
    assert_eq!(list(Lang::En, &items(&["a"])), "a");
    assert_eq!(list(Lang::En, &[]), "");
    assert_eq!(quote(Lang::Fa, "نه"), "«نه»");
    assert_eq!(quote(Lang::En, "no"), "“no”");
    assert_eq!(isolate("Acme"), "\u{2068}Acme\u{2069}");
    assert_eq!(ltr("-5"), "\u{2066}-5\u{2069}");
}

/// Texts thick with what the rules speak of.
fn typed() -> impl Strategy<Value = String> {
    let trade = "[ابپکكيیىئؤءآأةهۀہھےٱڪ ۱١1aZéøß\u{200C}\u{200D}\u{200B}\u{640}\u{64B}\u{653}\u{654}\u{301}\u{A0}\u{202E}\u{FEFF}.\r\n]{0,24}";
    prop_oneof![3 => trade.prop_map(String::from), 1 => any::<String>()]
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in typed()) {
        let key = search_key(&text);
        prop_assert_eq!(search_key(&key), key);
        let key = duplicate_key(&text);
        prop_assert_eq!(duplicate_key(&key), key);
    }

    #[test]
    fn cleaning_twice_changes_nothing(text in typed()) {
        let free = clean_free(&text);
        prop_assert_eq!(clean_free(&free), free);
        let name = clean_name(&text);
        prop_assert_eq!(clean_name(&name), name);
    }

    #[test]
    fn free_text_without_controls_keeps_its_code_points(text in "[^\\p{Cc}\u{61C}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{FEFF}]*") {
        prop_assert_eq!(clean_free(&text), text.nfc().collect::<String>());
    }

    #[test]
    fn a_text_finds_itself(text in typed()) {
        prop_assert!(finds(&text, &text));
        prop_assert!(finds(&clean_name(&text), &text));
    }

    #[test]
    fn a_cleaned_name_sorts_as_the_typed_one(text in typed()) {
        prop_assert_eq!(sort_key(&clean_name(&text)), sort_key(&text));
        prop_assert!(!sort_key(&text).contains('\0'));
    }
}
