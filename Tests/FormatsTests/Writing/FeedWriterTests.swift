import Foundation
import Kernel
import Testing

@testable import Formats

@Suite struct FeedWriterTests {
    static func feed() -> [UInt8] {
        let updated = Samples.instant("2023-09-16T01:02:03Z")
        let id = TagURI.make(authority: "Kepu.example", day: .init(daysSince1970: 19_358), specific: "activities?q=火箭")
        var feed = AtomFeed(id: id, title: "科普 <日> & ]]>", updated: updated, author: "科协\u{1}", language: "zh-Hans", address: "https://kepu.example/activities.atom?q=a b&page=2")
        feed.pages = .init(first: "https://kepu.example/activities.atom", previous: nil, next: "https://kepu.example/activities.atom?page=3", last: nil)
        feed.total = 1234
        var writer = AtomWriter(feed)
        for (number, text) in Samples.hostile.enumerated() {
            var entry = AtomEntry(id: id + "/\(number)", title: text, updated: updated, page: "https://kepu.example/activities/\(number)?\(text)")
            entry.summary = text
            entry.contentHTML = "<p>安全</p>"
            entry.author = text
            entry.categories = [.init("t\(number)", label: text)]
            entry.point = MapPoint(latitude: 34.2, longitude: 108.9)
            entry.published = updated
            writer.add(entry)
        }
        writer.addDeleted(id: id + "/gone", at: updated, comment: "已取消 & 撤回")
        writer.finish()
        return writer.drain()
    }

    @Test func atomIsWellFormedAndKeepsItsTexts() throws {
        let text = try #require(String(validating: Self.feed(), as: UTF8.self))
        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""))
        #expect(text.contains("<link rel=\"next\" href=\"https://kepu.example/activities.atom?page=3\""))
        #expect(text.contains("<link rel=\"self\" href=\"https://kepu.example/activities.atom?q=a%20b&amp;page=2\""))
        #expect(text.contains("<at:deleted-entry ref=\"tag:kepu.example,2023-01-01:activities?q=%E7%81%AB%E7%AE%AD/gone\" when=\"2023-09-16T01:02:03Z\"><at:comment>已取消 &amp; 撤回"))
        for scalar in text.unicodeScalars {
            let value = scalar.value
            #expect(!(value < 0x20 && value != 0x0A && value != 0x09) && !(0x7F..<0xA0).contains(value) && value != 0xFFFE && value != 0xFFFF)
        }
        #expect(text.contains("科协</name>"))
        #expect(!text.contains("<script>"))
    }

    @Test func geoJSONIsLongitudeFirstWithSixDecimals() throws {
        var writer = GeoJSONWriter(head: [.init("title", .text("a"))])
        let point = try #require(MapPoint(latitude: 34.123456789, longitude: -108.9))
        writer.add(id: "1", geometry: .point(point), properties: [.init("title", .text("<\u{2028}>"))])
        writer.add(id: "2", geometry: nil, properties: [])
        let ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)].compactMap { MapPoint(latitude: $0.0, longitude: $0.1) }
        writer.add(id: "3", geometry: .polygon([ring]), properties: [])
        writer.finish()
        writer.finish()
        let text = String(decoding: writer.drain(), as: UTF8.self)
        #expect(
            text
                == #"{"type":"FeatureCollection","title":"a","features":["#
                + #"{"type":"Feature","id":"1","geometry":{"type":"Point","coordinates":[-108.9,34.123457]},"properties":{"title":"<\u2028>"}},"#
                + #"{"type":"Feature","id":"2","geometry":null,"properties":{}},"#
                + #"{"type":"Feature","id":"3","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[0,0]]]},"properties":{}}"#
                + #"],"numberReturned":3}"#)
        let turned = GeoJSONGeometry.turned(ring, counterclockwise: true)
        let area = zip(turned, turned.dropFirst()).reduce(0.0) { $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude }
        #expect(area > 0)
        #expect(turned.first == turned.last)
        #expect(MapPoint(latitude: 116, longitude: 39) == nil)
        #expect(MapPoint(latitude: .nan, longitude: 39) == nil)
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0000001, "0"), (1.5, "1.5"), (-108.9, "-108.9"), (0.1 + 0.2, "0.3"), (34.12345678, "34.123457"), (1e9, "1000000000"), (-0.5, "-0.5"),
    ])
    func decimalsAreShort(_ value: Double, _ text: String) { #expect(DecimalText.text(value) == text) }

    @Test func decimalsRefuseWhatIsNoNumber() {
        #expect(DecimalText.text(.nan) == nil)
        #expect(DecimalText.text(.infinity) == nil)
        #expect(DecimalText.text(1e300) == nil)
    }

    @Test func jsonKeepsEveryText() throws {
        var writer = JSONListWriter(list: "activities", head: [.init("title", .text("科普"))])
        for text in Samples.hostile { writer.add(.object([.init("text", .text(text)), .init(text, .list([.null, .bool(true), .integer(-5), .real(0.5)]))])) }
        writer.finish(tail: [.init("next", .null)])
        writer.finish()
        let bytes = writer.drain()
        let all = json(bytes, at: "activities")
        #expect(problems(all).filter { $0.code != .duplicateKey }.isEmpty)
        #expect(records(all).compactMap { $0.datum["text"]?.text } == Samples.hostile.filter { $0 != "text" })
        let whole = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(whole["count"] as? Int == Samples.hostile.count)
        #expect(whole.keys.contains("next"))
    }

    @Test func csvGuardsAlsoBehindQuotesButNeverNumbers() {
        var writer = CSVWriter(header: ["a", "b"])
        writer.row([.text("\"=1+1"), .integer(-5)])
        writer.row([.text("'+1"), .real(-0.5)])
        writer.row([.text("\u{0}=1"), .real(.nan)])
        writer.row([.text("科普-日"), .null])
        writer.finish()
        #expect(writer.count == 4)
        #expect(String(decoding: writer.drain(), as: UTF8.self) == "\u{FEFF}a,b\r\n\"'\"\"=1+1\",-5\r\n''+1,-0.5\r\n'\u{0}=1,\r\n科普-日,\r\n")
        for text in Samples.hostile where !text.unicodeScalars.contains("\u{0}") {
            var one = CSVWriter(header: ["a"], guardsFormulas: false)
            one.row([.text(text)])
            #expect(records(csv(String(decoding: one.drain(), as: UTF8.self))).first?.datum["a"]?.text ?? text == text)
        }
    }
}
