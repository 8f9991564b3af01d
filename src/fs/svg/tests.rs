//! SVGs and what is seen of them.

use super::*;

/// An SVG with something in it.
fn with(inner: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{inner}</svg>")
}

#[test]
fn the_size_is_that_of_the_first_element() {
    let svg = |rest: &str| format!("<svg xmlns='{SVG}' {rest}");
    for (text, expected) in [
        (svg("width='120' height='40'/>"), Some((120, 40))),
        (
            format!("<?xml version=\"1.0\"?>\n{}", svg("\n width='12.4px' height = '40px' viewBox='0 0 3 1'/>")),
            Some((12, 40)),
        ),
        (svg("stroke-width='9' viewBox='0 0 300 100'/>"), Some((300, 100))),
        (svg("width='100%' height='100%' viewBox='-1,-1,30,10'/>"), Some((30, 10))),
        (svg("width='0' height='4'/>"), None),
        (svg("viewBox='0 0 1e99 2'/>"), None),
        (format!("<!-- <svg width='1' height='1'> -->{}", svg("width='7' height='8'/>")), Some((7, 8))),
        (svg("viewBox='0 0 7 8'><svg width='1' height='1'/></svg>"), Some((7, 8))),
        (svg("viewBox='0 0 7 8'><![CDATA[<svg width='1' height='1'/>]]></svg>"), Some((7, 8))),
        (svg("><svg width='1' height='1'/></svg>"), None),
        (svg("title='width=\"1\" height=\"1\"' viewBox='0 0 7 8'/>"), Some((7, 8))),
        (format!("<!DOCTYPE svg>{}", svg("width='&#55;' height='8'/>")), Some((7, 8))),
        (format!("<s:svg xmlns:s='{SVG}' width='7' height='8'/>"), Some((7, 8))),
        (format!("\u{FEFF}{}", svg("width='7' height='8'/>")), Some((7, 8))),
    ] {
        let read = read(&text);
        assert_eq!((read.size, read.flaws), (expected, Vec::new()), "{text}");
    }
}

#[test]
fn a_picture_may_hold_itself() {
    for inner in [
        "<defs><linearGradient id='a'/></defs><use href='#a'/><use xlink:href='#a'/><rect fill='url(#a)'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<style>rect { fill: url(#a) } @font-face { src: url(data:font/woff2;base64,AAAA) }</style>",
        "<style><![CDATA[ a > b { fill: red } ]]></style>",
        "<animate attributeName='href' values='#a;#b'/><set attributeName='x' to='1'/>",
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><a rdf:resource='http://x/'/></rdf:RDF></metadata>",
        "<title>Tom &amp; Jerry &#x2014; one</title><desc>http://example.org/ onclick='x'</desc>",
        "<text o='2' on='3'>a</text>",
        "<!-- <script/> --><path d='M0 0' inkscape:onload='x'/>",
    ] {
        assert_eq!(read(&with(inner)).flaws, [], "{inner}");
    }
    let plain = "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n";
    assert_eq!(read(&format!("{plain}{}", with(""))).flaws, []);
    let latin = "<?xml version='1.0' encoding='iso-8859-1'?>";
    assert_eq!(read(&format!("{latin}{}", with("<title>plain</title>"))).flaws, []);
}

#[test]
fn a_picture_holds_nothing_else() {
    use Fault::{Address, Handler, Html, Script, Sheet};
    let address = |text: &str| Address(text.to_owned());
    let handler = |text: &str| Handler(text.to_owned());
    let script = || Script("script".to_owned());
    let html = |text: &str| Html(text.to_owned());
    for (inner, expected, place) in [
        ("<script>alert(1)</script>", script(), "<script"),
        ("<script href='#a'/>", script(), "<script"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", script(), "<x:script"),
        ("<rect onclick='x()'/>", handler("onclick"), "onclick='x()"),
        ("<rect ONLOAD='x()'/>", handler("ONLOAD"), "ONLOAD='x()"),
        ("<use href='other.svg#a'/>", address("other.svg#a"), "href='other.svg#a"),
        ("<use xlink:href='https://example.org/a#b'/>", address("https://example.org/a#b"), "xlink:href='https"),
        ("<image y:href='//example.org/a.png' xmlns:y='x'/>", address("//example.org/a.png"), "y:href"),
        ("<a href='java&#115;cript:alert(1)'/>", address("javascript:alert(1)"), "href='java&"),
        ("<a href=' &#9;javascript:alert(1)'/>", address("javascript:alert(1)"), "href="),
        ("<image href='data:text/html,x'/>", address("data:text/html,x"), "href="),
        ("<image href='data:image/svg+xml,x'/>", address("data:image/svg+xml,x"), "href="),
        ("<g xml:base='https://example.org/'/>", address("https://example.org/"), "xml:base"),
        ("<rect fill='url(https://example.org/a)'/>", address("url(https://example.org/a)"), "fill="),
        ("<rect style='fill:\\75rl(//x/a)'/>", address("fill:\\75rl(//x/a)"), "style="),
        ("<animate attributeName='href' to='javascript:x'/>", address("javascript:x"), "to="),
        ("<set attributeName='xlink:href' to='https://x/'/>", address("https://x/"), "to="),
        ("<animate values='#a;https://x/' attributeName='href'/>", address("#a;https://x/"), "values="),
        ("<set attributeName='onclick' to='x()'/>", handler("onclick"), "to="),
        ("<style>@import 'a.css';</style>", Sheet, "<style"),
        ("<style><![CDATA[a{fill:url(//x)}]]></style>", Sheet, "<style"),
        ("<style>a{fill:u&#x72;l(//x)}</style>", Sheet, "<style"),
        ("<style><b/>@import 'a.css';</style>", Sheet, "<style"),
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
            html("foreignObject"),
            "<foreignObject",
        ),
        ("<iframe xmlns='http://www.w3.org/1999/xhtml'/>", html("iframe"), "<iframe"),
        ("<g xmlns:h='http://www.w3.org/1999/xhtml'><h:iframe/></g>", html("iframe"), "<h:iframe"),
        ("<?xml-stylesheet href='https://x/'?>", address("xml-stylesheet"), "<?xml-style"),
    ] {
        let text = with(inner);
        let flaws = read(&text).flaws;
        assert_eq!(flaws.iter().map(|flaw| &flaw.fault).collect::<Vec<_>>(), [&expected], "{inner}");
        assert!(text[flaws[0].span.clone()].starts_with(place), "{inner}: {:?}", &text[flaws[0].span.clone()]);
        // A byte order mark moves the place, and nothing else.
        let marked = read(&format!("\u{FEFF}{text}")).flaws;
        assert_eq!((marked[0].span.start, &marked[0].fault), (flaws[0].span.start + 3, &expected), "{inner}");
    }
    let fault = |text: String| read(&text).flaws.into_iter().map(|flaw| flaw.fault).collect::<Vec<_>>();
    let entities = "<!DOCTYPE svg [ <!ENTITY a 'x'> ]>";
    for inner in ["", "<g>&a;</g>", "<g x='&a;'/>"] {
        assert_eq!(fault(format!("{entities}{}", with(inner))), [Fault::Declarations], "{inner}");
    }
    let japanese = "<?xml version='1.0' encoding='iso-2022-jp'?>";
    assert_eq!(fault(format!("{japanese}{}", with(""))), [Fault::Encoding("iso-2022-jp".to_owned())]);
}

#[test]
fn what_browsers_do_not_draw() {
    for text in [
        "<svg xmlns='http://www.w3.org/2000/svg'><g>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'>&nbsp;</svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' width='4",
        "<svg xmlns='http://www.w3.org/2000/svg' width=4/>",
        "<svg xmlns='http://www.w3.org/2000/svg'/><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>x",
        "<g xmlns='http://www.w3.org/2000/svg'/>",
        "<!-- no more -->",
        "",
    ] {
        let flaws = read(text).flaws;
        assert!(matches!(&flaws[..], [Flaw { fault: Fault::Broken(_), .. }]), "{text}: {flaws:?}");
        assert!(text.get(flaws[0].span.clone()).is_some(), "{text}: {flaws:?}");
    }
    let flaws = read("<svg viewBox='0 0 1 1'/>").flaws;
    assert!(matches!(&flaws[..], [Flaw { fault: Fault::Namespace(key), .. }] if key == "xmlns"), "{flaws:?}");
}

#[test]
fn a_large_one_takes_no_time_of_its_own() {
    let many = "<g xmlns:x='http://www.w3.org/1999/xhtml' onclick='' a='url(x)'>".repeat(20_000);
    assert_eq!(read(&with(&many)).flaws.len(), MAX_FLAWS + 1);
    let keys: String = (0..100_000).map(|number| format!(" k{number}=''")).collect();
    assert_eq!(read(&with(&format!("<g{keys}/>"))).flaws, []);
    let style = format!("<style>{}</style>", "url(#a) (".repeat(50_000));
    assert_eq!(read(&with(&style)).flaws, []);
}
