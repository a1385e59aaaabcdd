import API
import Formats
import Kernel
import Testing
import Web

@Suite("A form as JSON")
struct FormAsJSONTests {
    private static let form = APIForm(
        Form(
            FormField("title_zh", "名称", "Title", .text(max: 5), required: true), FormField("title_en", "英文", "English", .text(max: 5)),
            FormField("places", "名额", "Places", .integer(0...100)), FormField("height", "高", "Height", .real(-1...1)),
            FormField("open", "开放", "Open", .checkbox), FormField("access_ramp", "坡道", "Ramp", .checkbox), FormField("access_lift", "电梯", "Lift", .checkbox),
            FormField("hall", "场馆", "Hall", .choice([]), required: true), FormField("seen", "", "", .hidden)), ids: ["hall"], ticks: ["access"])

    private func read(_ text: String) throws -> [String] {
        let (posted, flaws) = Self.form.read(try JSONDocument.read(Array(text.utf8)))
        return posted.fields.pairs.map { "\($0.name)=\($0.value)" } + flaws.map { "!" + $0.pointer }
    }

    @Test func isReadIntoTheFieldsOfTheForm() throws {
        let all = #"{"title":{"zh":"科技","en":"Lab"},"places":12,"height":0.5,"open":true,"access":["lift"],"hall":"0000000000001"}"#
        #expect(try read(all) == ["title_zh=科技", "title_en=Lab", "places=12", "height=0.5", "open=1", "access_lift=1", "hall=0000000000001"])
        #expect(try read(#"{"title":null,"places":null,"open":false,"access":[]}"#) == [])
        #expect(try read(#"{"places":12.0,"height":1}"#) == ["places=12", "height=1"])
        #expect(try read(#"{"places":"12","height":true,"open":1,"access":["roof","ramp"],"hall":"x","title":{"fr":"a"},"seen":"x"}"#)
            == ["access_ramp=1", "!/places", "!/height", "!/open", "!/access/0", "!/hall", "!/title/fr", "!/seen"])
    }

    @Test func goesThereAndBack() throws {
        let values = ["title_zh": "科技", "places": "12", "height": "0.5", "open": "1", "access_ramp": "1", "hall": "0000000000001"]
        let datum = Self.form.datum(values)
        #expect(JSONDocument.text(datum) == #"{"title":{"zh":"科技","en":null},"places":12,"height":0.5,"open":true,"access":["ramp"],"hall":"0000000000001"}"#)
        let (posted, flaws) = Self.form.read(datum)
        #expect(flaws.isEmpty && Dictionary(posted.fields.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }) == values)
        #expect(JSONDocument.text(Self.form.datum([:])) == #"{"title":null,"places":null,"height":null,"open":false,"access":[],"hall":null}"#)
    }

    /// What the kind of a value forbids and what the form forbids are said together, each once.
    @Test func everythingIsSaidTogether() throws {
        let patch = try JSONDocument.read(Array(#"{"title":{"zh":"太长太长太长"},"places":101,"hall":5,"gone":null}"#.utf8))
        let refusal = try #require(throws: APIRefusal.self) { _ = try Self.form.reading(patch, onto: ["open": "1"]) }
        #expect(refusal.status == 422 && refusal.flaws.map(\.pointer).sorted() == ["/gone", "/hall", "/places", "/title/zh"])
        #expect(Self.form.pointer("title_en", in: "/list/3") == "/list/3/title/en" && Self.form.pointer("access_lift") == "/access" && Self.form.pointer("other") == "")
    }
}
