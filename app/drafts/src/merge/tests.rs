use super::*;
use serde_json::json;

fn merged(base: Value, mine: Value, theirs: Value) -> Value {
    match merge(&base, &mine, &theirs) {
        Outcome::Merged(body) => body,
        Outcome::Conflicts(clash) => panic!("{clash:?}"),
    }
}

fn clash(base: Value, mine: Value, theirs: Value) -> Clash {
    match merge(&base, &mine, &theirs) {
        Outcome::Merged(body) => panic!("{body}"),
        Outcome::Conflicts(clash) => clash,
    }
}

fn paths(clash: &Clash) -> Vec<String> {
    clash.fields.iter().map(|field| field.path.to_string()).collect()
}

#[test]
fn changes_of_different_fields_come_together() {
    let base =
        json!({"place": "office", "entries": [{"id": "a", "text": "cow"}, {"id": "b", "text": "price"}]});
    let mine =
        json!({"place": "office", "entries": [{"id": "a", "text": "no cow"}, {"id": "b", "text": "price"}]});
    let theirs = json!({"place": "phone", "entries": [{"id": "a", "text": "cow"}, {"id": "b", "text": "lower price"}]});
    assert_eq!(
        merged(base, mine, theirs),
        json!({"place": "phone", "entries": [{"id": "a", "text": "no cow"}, {"id": "b", "text": "lower price"}]})
    );
}

#[test]
fn lines_added_on_both_sides_are_all_there_each_after_its_neighbour() {
    let line = |id: &str| json!({"id": id});
    let base = json!([line("a"), line("b")]);
    let mine = json!([line("a"), line("m"), line("b")]);
    let theirs = json!([line("a"), line("b"), line("t")]);
    assert_eq!(merged(base, mine, theirs), json!([line("a"), line("m"), line("b"), line("t")]));
}

#[test]
fn a_new_order_on_one_side_holds_and_new_lines_of_the_other_join_it() {
    let line = |id: &str| json!({"id": id});
    let base = json!([line("a"), line("b"), line("c")]);
    let moved = json!([line("c"), line("a"), line("b")]);
    let longer = json!([line("a"), line("b"), line("x"), line("c")]);
    let both = json!([line("c"), line("a"), line("b"), line("x")]);
    assert_eq!(merged(base.clone(), moved.clone(), longer.clone()), both);
    assert_eq!(merged(base, longer, moved), both);
}

#[test]
fn what_one_side_deleted_and_the_other_left_alone_is_deleted() {
    let base = json!({"entries": [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}], "place": "p"});
    let mine = json!({"entries": [{"id": "b", "text": "y"}], "place": "p"});
    let theirs = json!({"entries": [{"id": "a", "text": "x"}, {"id": "b", "text": "z"}]});
    assert_eq!(merged(base, mine, theirs), json!({"entries": [{"id": "b", "text": "z"}]}));
}

#[test]
fn plain_lists_are_sets() {
    assert_eq!(
        merged(json!(["print", "tv"]), json!(["print", "tv", "radio"]), json!(["tv", "social"])),
        json!(["tv", "radio", "social"])
    );
}

#[test]
fn a_reference_is_taken_whole() {
    let owner = |side: &str, id: &str| json!({"action": {"owner": {"side": side, "id": id}}});
    let clash = clash(owner("user", "a"), owner("user", "b"), owner("person", "c"));
    assert_eq!(paths(&clash), ["action.owner"]);
    assert_eq!(clash.resolve(&[Choice::Mine]), owner("user", "b"));
    assert_eq!(clash.resolve(&[Choice::Theirs]), owner("person", "c"));
}

#[test]
fn one_text_changed_on_both_sides_waits_for_a_choice() {
    let (base, mine, theirs) = (
        json!({"entries": [{"id": "a", "text": "x"}], "place": "p"}),
        json!({"entries": [{"id": "a", "text": "mine"}], "place": "q"}),
        json!({"entries": [{"id": "a", "text": "theirs"}], "place": "p"}),
    );
    let clash = clash(base, mine, theirs);
    assert_eq!(paths(&clash), ["entries.a.text"]);
    assert_eq!(clash.merged, json!({"entries": [{"id": "a", "text": "mine"}], "place": "q"}));
    let with = |choice: Choice| clash.resolve(&[choice])["entries"][0]["text"].clone();
    assert_eq!(with(Choice::Mine), "mine");
    assert_eq!(with(Choice::Theirs), "theirs");
    assert_eq!(with(Choice::Own(json!("both"))), "both");
    assert_eq!(clash.resolve(&[]), clash.merged, "nothing chosen is nothing changed");
}

#[test]
fn a_deletion_against_a_change_keeps_the_words_until_somebody_chooses() {
    let base = json!([{"id": "a", "text": "x"}]);
    let changed = json!([{"id": "a", "text": "y"}]);
    for (mine, theirs, deletes) in
        [(json!([]), changed.clone(), Choice::Mine), (changed.clone(), json!([]), Choice::Theirs)]
    {
        let clash = clash(base.clone(), mine, theirs);
        assert_eq!(paths(&clash), ["a"]);
        assert_eq!(clash.merged, changed);
        assert_eq!(clash.resolve(&[deletes]), json!([]));
    }
}

#[test]
fn without_an_ancestor_equal_fields_agree_and_the_rest_is_asked() {
    let clash = clash(Value::Null, json!({"a": 1, "b": 2, "m": 0}), json!({"a": 1, "b": 3, "t": 0}));
    assert_eq!(paths(&clash), ["b"]);
    assert_eq!(clash.resolve(&[Choice::Theirs]), json!({"a": 1, "b": 3, "m": 0, "t": 0}));
}

#[test]
fn a_list_that_cannot_be_told_apart_is_one_field() {
    for odd in [json!([{"id": "a"}, {"id": "a"}]), json!([null]), json!([["x"]]), json!([{"n": 1}])] {
        assert_eq!(paths(&clash(json!({"l": []}), json!({"l": odd}), json!({"l": ["y"]}))), ["l"]);
    }
}

#[test]
fn a_member_named_like_the_prototype_is_only_a_member() {
    let body = json!({"__proto__": {"x": 1}, "constructor": "c"});
    assert_eq!(merged(json!({}), body.clone(), json!({})), body);
}

#[test]
fn bodies_that_are_no_objects_are_one_field() {
    let clash = clash(json!("x"), json!("y"), json!("z"));
    assert_eq!(clash.fields[0].path.to_string(), "");
    assert_eq!(clash.resolve(&[Choice::Theirs]), json!("z"));
}

#[test]
fn keeping_both_puts_both_sentences_into_the_field() {
    let text = |a: &str, b: &str, c: &str| {
        keep_both(&json!({"t": a}), &json!({"t": b}), &json!({"t": c}))["t"].as_str().unwrap_or("").to_owned()
    };
    assert_eq!(text("گاو", "گاو از جلو", "گاو از کنار"), "گاو از جلو کنار");
    assert_eq!(text("", "one", "two"), "one two");
    assert_eq!(text("a end", "a one end", "a two end"), "a one two end");
    assert_eq!(text("a", "a b", "a b c"), "a b c", "what is inside the other is not said twice");
    assert_eq!(text("x", "", "y"), "y");
    assert_eq!(text("a", "a w20", "a w2"), "a w20 w2", "half a word is another word");
}

#[test]
fn keeping_both_never_drops_a_deleted_line_that_the_other_page_changed() {
    let (base, changed) = (json!([{"id": "a", "t": "x"}]), json!([{"id": "a", "t": "xy"}]));
    assert_eq!(keep_both(&base, &json!([]), &changed), changed);
    assert_eq!(keep_both(&base, &changed, &json!([])), changed);
    assert_eq!(
        keep_both(&json!({"l": []}), &json!({"l": [null]}), &json!({"l": [[1]]})),
        json!({"l": [null, [1]]})
    );
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    fn body() -> impl Strategy<Value = Value> {
        let text = prop_oneof![Just("x"), Just("y"), Just("x y"), Just("")];
        let line = (0..4u8, text.clone()).prop_map(|(id, text)| json!({"id": id.to_string(), "text": text}));
        let lines = prop::collection::vec(line, 0..4);
        let set = prop::collection::vec(0..3u8, 0..3);
        (prop::option::of(text), lines, set).prop_map(|(place, lines, set)| {
            let mut body = json!({"lines": lines, "set": set});
            if let Some(place) = place {
                body["place"] = place.into();
            }
            body
        })
    }

    proptest! {
        #[test]
        fn one_side_alone_wins(base in body(), new in body()) {
            prop_assert_eq!(merge(&base, &new, &base), Outcome::Merged(new.clone()));
            prop_assert_eq!(merge(&base, &base, &new), Outcome::Merged(new.clone()));
            prop_assert_eq!(merge(&base, &new, &new), Outcome::Merged(new));
        }

        #[test]
        fn both_sides_ask_about_the_same_fields(base in body(), mine in body(), theirs in body()) {
            let mut one = open(&base, &mine, &theirs);
            let mut other = open(&base, &theirs, &mine);
            one.sort();
            other.sort();
            prop_assert_eq!(one, other);
        }

        #[test]
        fn choosing_is_total(base in body(), mine in body(), theirs in body()) {
            if let Outcome::Conflicts(clash) = merge(&base, &mine, &theirs) {
                let all = |choice: Choice| clash.resolve(&vec![choice; clash.fields.len()]);
                prop_assert_eq!(all(Choice::Own(Value::Null)).is_object(), true);
                for (field, chosen) in [(Choice::Mine, true), (Choice::Theirs, false)].map(|(c, m)| (all(c), m)) {
                    for open in &clash.fields {
                        let side = if chosen { &open.mine } else { &open.theirs };
                        prop_assert_eq!(at(&field, open.path.steps()), side.as_ref());
                    }
                }
            }
        }

        #[test]
        fn hostile_json_neither_panics_nor_runs_away(a in any_json(), b in any_json(), c in any_json()) {
            let _ = keep_both(&a, &b, &c);
        }
    }

    fn open(base: &Value, mine: &Value, theirs: &Value) -> Vec<String> {
        match merge(base, mine, theirs) {
            Outcome::Merged(_) => Vec::new(),
            Outcome::Conflicts(clash) => paths(&clash),
        }
    }

    fn at<'a>(body: &'a Value, steps: &[Step]) -> Option<&'a Value> {
        steps.iter().try_fold(body, |body, step| match step {
            Step::Key(name) => body.get(name),
            Step::Item(name) => body.as_array()?.iter().find(|item| item_name(item).as_ref() == Some(name)),
        })
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i8>().prop_map(Value::from),
            "[a c\u{200c}ی\u{1f600}]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("(id|text|a)", inner, 0..3)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }
}
