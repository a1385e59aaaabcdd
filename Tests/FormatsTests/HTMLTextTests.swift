import Testing

@testable import Formats

@Suite struct HTMLTextTests {
    @Test(arguments: [
        (
            "<p>Construction d&#39;un <strong>ballon</strong>\n  géant.</p>\n<p>Un atelier&nbsp;!</p>",
            "Construction d'un ballon géant.\n\nUn atelier !"
        ),
        ("<ul>\n<li>un</li><li> deux <em>et</em></li>\n</ul>après", "• un\n• deux et\n\naprès"), ("a<br>b<br/><br />c", "a\nb\n\nc"),
        ("<div>a</div><div>b</div>", "a\nb"), ("x<script>alert('</p>')</script>y<style>p{}</style>z", "xyz"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
        ("5 < 6 && 7 > 6", "5 < 6 && 7 > 6"),
        ("&lt;b&gt; &amp;amp; &eacute;&Eacute;&hellip;&unknown; &#x4E2D;&#20013; &#128;", "<b> &amp; éÉ…&unknown; 中中 €"),
        ("&#0;&#xD800;&#x110000;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ("a<!-- x > y -->b<!DOCTYPE html>c<?pi?>d", "abcd"),
        ("<a href=\"x>y\" title='<'>link</a>", "link"),
        ("<p", ""), ("<", "<"), ("</", "</"), ("&", "&"), ("&#", "&#"), ("&#;", "&#;"), ("a<b", "a"), ("<script>never closed", ""),
        ("<iframe src=x></iframe>t", "t"),
        ("<P>Big</P><LI>one", "Big\n\n• one"), ("<scripty>seen</scripty>", "seen"), ("<title>t</title>b", "b"), ("<h2>科学</h2>全国　日", "科学\n\n全国　日"),
        ("a\u{1}b\u{7F}", "ab"), ("", ""),
        ("<svg/>seen", "seen"), ("<!-->seen?-->after", "seen?-->after"),
    ])
    func cleans(_ html: String, _ text: String) { #expect(HTMLText.clean(html) == text) }

    @Test(arguments: ["<", "<!--", "<a ", "<script>", "</script", "&", "&#x", "<a b='", "<p>", "<li>", "<![CDATA[", "&aaaaaaaaa", "<script></scrip"])
    func needsTimeInProportionOnly(_ piece: String) {
        let clock = ContinuousClock()
        let time = clock.measure { _ = HTMLText.clean(String(repeating: piece, count: 1_000_000 / piece.count)) }
        #expect(time < .seconds(20))
    }
}
