@testable import Activities
import Kernel
import Regions
import Storage
import TestKit
import Testing
import Venues
import Web

@Suite("Places among the words of a question") struct PlaceHintTests {
    @Test(arguments: [
        ("西安", "610100", ""), ("西安市雁塔区", "610113", ""), ("陕西省 西安", "610000", "西安"), ("西安天文", "610100", "天文"), ("天文 西安", "610100", "天文"),
        ("Shaanxi", "610000", ""), ("xi'an", "610100", ""), ("robots Beijing", "110000", "robots"), ("lüliang", "141100", ""),
    ])
    func aNameOfARegionIsRead(_ words: String, _ code: String, _ rest: String) throws {
        let found = try #require(ActivityPlaceHint.reading(words, in: .china2023))
        #expect(found.region.code == code)
        #expect(found.rest == rest)
    }

    @Test(arguments: ["天文", "AI", "科学", "", "a", "机器人"])
    func otherWordsAreNoPlace(_ words: String) { #expect(ActivityPlaceHint.reading(words, in: .china2023) == nil) }

    @Test(arguments: TestEngine.allCases) func theListLeadsToThePlace(_ engine: TestEngine) async throws {
        let listing = try await ListingWorld.make(engine)
        let browser = Browser(listing.site)
        let page = try await browser.go("/activities?q=" + Query.encode("西安") + "&mode=onsite&lang=en")
        #expect(page.html.contains("Looking for a place?"))
        #expect(page.links.contains("/activities?mode=onsite&region=610100"))
        // Where nothing is, nothing is offered; where the region is asked already, neither.
        #expect(try await !browser.go("/activities?q=" + Query.encode("拉萨")).html.contains("place-hint"))
        #expect(try await !browser.go("/activities?q=" + Query.encode("西安") + "&region=610000").html.contains("place-hint"))
    }

    @Test(arguments: ["34.2，108.9", "34.2、108.9", "３４.２,１０８.９", " 34.2 , 108.9 "])
    func aPointMayBeWrittenWithAChineseKeyboard(_ text: String) {
        #expect(ActivityNear(text).flatMap { if case .point(let point) = $0 { point } else { nil } } == GeoPoint(latitude: 34.2, longitude: 108.9))
    }

    @Test(arguments: TestEngine.allCases) func nearTakesSeveralNamesInOne(_ engine: TestEngine) async throws {
        let listing = try await ListingWorld.make(engine)
        let browser = Browser(listing.site)
        let district = try await browser.go("/activities?near=" + Query.encode("雁塔区"))
        let whole = try await browser.go("/activities?near=" + Query.encode("陕西省西安市雁塔区"))
        #expect(district.status == 200 && whole.status == 200)
        #expect(whole.figures["results"] == district.figures["results"])
    }

    @Test func aWrongRegionIsSaidOnce() async throws {
        let page = try await Browser(ListingWorld.make(.sqlite).site).go("/activities?region=61&lang=en")
        #expect(page.status == 400)
        #expect(page.html.contains("There is no region with the code “61”."))
        #expect(!page.html.contains("Choose one of the values offered."))
    }

    /// For site maps: pieces that follow on one another hold every public activity once, and nothing else.
    @Test(arguments: TestEngine.allCases) func piecesHoldEveryPublicActivityOnce(_ engine: TestEngine) async throws {
        let listing = try await ListingWorld.make(engine)
        try await listing.world.database.read { tx in
            let starts = try tx.activityPieces(of: 3)
            var paths: [String] = []
            for start in starts { paths += try tx.activityAddresses(after: start, limit: 3).map(\.path) }
            #expect(starts.first == 0 && starts.count == (listing.ids.count + 2) / 3)
            #expect(paths == listing.ids.sorted().map { "/activities/\($0.text)" })
        }
    }
}
