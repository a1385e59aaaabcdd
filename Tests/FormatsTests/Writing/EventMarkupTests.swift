import Foundation
import Kernel
import Testing

@testable import Formats

@Suite struct EventMarkupTests {
    private func markup(_ text: String) -> EventMarkup {
        var event = EventMarkup(
            name: text, page: "https://kepu.example/activities/1", language: "zh-Hans", begin: Samples.instant("2023-09-16T09:00:00+08:00"),
            end: Samples.instant("2023-09-16T11:00:00+08:00"), zone: .china)
        event.place = .init(name: text, address: text, regions: ["陕西省", "西安市"], point: MapPoint(latitude: 34.2, longitude: 108.9))
        event.organiser = .init(name: text)
        event.isFree = true
        event.placesLeft = 0
        return event
    }

    @Test func nothingInItClosesTheElement() throws {
        for text in Samples.hostile {
            let markup = markup(text).jsonLD
            #expect(!markup.contains("<") && !markup.contains(">") && !markup.contains("&"))
            let found = records(json("[" + markup + "]")).first?.datum["name"]?.text
            #expect(found?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(markup.utf8)) }
        }
    }

    @Test func saysWhenWhereAndForHowMuch() throws {
        var event = markup("a")
        let text = event.jsonLD
        #expect(text.contains(#""startDate":"2023-09-16T09:00:00+08:00""#))
        #expect(text.contains(#""eventStatus":"https://schema.org/EventScheduled""#))
        #expect(text.contains(#""eventAttendanceMode":"https://schema.org/OfflineEventAttendanceMode""#))
        #expect(text.contains(#""addressRegion":"陕西省","addressLocality":"西安市","addressCountry":"CN""#))
        // Outside China's units the country is not ours to say.
        var abroad = event
        abroad.place?.regions = []
        #expect(!abroad.jsonLD.contains("addressCountry"))
        #expect(text.contains(#""offers":{"@type":"Offer","price":0,"priceCurrency":"CNY","availability":"https://schema.org/SoldOut""#))
        event.meeting = "https://meet.example/1"
        event.status = .cancelled
        event.isFree = nil
        #expect(event.jsonLD.contains("MixedEventAttendanceMode"))
        #expect(event.jsonLD.contains("EventCancelled"))
        #expect(!event.jsonLD.contains("offers"))
        event.place = nil
        #expect(event.jsonLD.contains("OnlineEventAttendanceMode"))
        #expect(event.jsonLD.contains(#""location":{"@type":"VirtualLocation","url":"https://meet.example/1"}"#))
        #expect(EventMarkup.jsonLD([event, event]).hasPrefix(#"{"@context":"https://schema.org","@graph":[{"@type":["Event","EducationEvent"]"#))
    }
}
