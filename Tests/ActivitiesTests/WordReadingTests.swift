import Kernel
import Language
import Regions
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Activities

@Suite("Regions and kinds among the words of a question") struct WordReadingTests {
    @Test(arguments: [
        ("西安", "610100", "-", ""), ("西安市雁塔区", "610113", "-", ""), ("陕西省 西安", "610000", "-", "西安"), ("西安天文", "610100", "-", "天文"),
        ("天文 西安", "610100", "-", "天文"), ("Shaanxi", "610000", "-", ""), ("xi'an", "610100", "-", ""), ("robots Beijing", "110000", "-", "robots"),
        ("lüliang", "141100", "-", ""), ("西安 讲座", "610100", "lecture", ""), ("西安讲座", "610100", "lecture", ""), ("陝西 講座", "610000", "lecture", ""),
        ("天文讲座 西安", "610100", "lecture", "天文"), ("Lectures Beijing", "110000", "lecture", ""), ("展览", "-", "exhibition", ""),
    ])
    func namesAreRead(_ words: String, _ region: String, _ kind: String, _ rest: String) throws {
        let found = try #require(WordReading(words, in: .china2023))
        #expect((found.region?.code ?? "-", found.kind?.rawValue ?? "-", found.rest) == (region, kind, rest))
    }

    @Test(arguments: ["天文", "AI", "科学", "", "a", "机器人", "其他", "other", "讲座的历史"])
    func otherWordsNameNothing(_ words: String) { #expect(WordReading(words, in: .china2023) == nil) }

    @Test(arguments: TestEngine.allCases) func whatIsThereAndThatIsFound(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await world.database.write { tx in
            for (title, region, kind) in [
                ("星空", "610113", ActivityKind.lecture), ("化石", "610113", .exhibition), ("海洋", "110105", .lecture), ("西安讲座史", "310101", .exhibition),
            ] {
                var draft = world.draft(title)
                (draft.content.venue, draft.content.region, draft.content.kind) = (nil, region, kind)
                draft.content.place = Place(name: Wording("广场"))
                try tx.place(try tx.addActivity(draft), in: world.city)
            }
        }
        func found(_ words: String) async throws -> [String] {
            var filter = ActivityFilter()
            filter.words = words
            let asked = filter
            return try await world.database.read { try $0.listed(asked).items.map(\.content.title.zh) }
        }
        // What says so in its title comes first, wherever it is.
        #expect(try await found("西安 讲座") == ["西安讲座史", "星空"])
        #expect(try await found("西安") == ["西安讲座史", "星空", "化石"])
        #expect(try await found("讲座") == ["西安讲座史", "星空", "海洋"])
        for words in ["陕西省西安市雁塔区", "陕西西安", "雁塔", "yanta", "Xi'an", "xian lecture 星空", "陝西 講座 星空"] {
            #expect(try await found(words).contains("星空"), "\(words)")
        }
        #expect(try await found("朝阳 lecture") == ["海洋"])
        #expect(try await found("朝阳 exhibition") == [])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func thePageLeadsToJustThat(_ engine: TestEngine) async throws {
        let listing = try await ListingWorld.make(engine)
        let browser = Browser(listing.site)
        let page = try await browser.go("/activities?q=" + Query.encode("西安讲座") + "&mode=onsite&lang=en")
        #expect(page.text.contains("As filters: Xi'an · Lecture (10)"), "\(page.text)")
        #expect(page.links.contains("/activities?mode=onsite&region=610100&kind=lecture"))
        // Where nothing is, nothing is offered; where it is asked already, neither.
        for query in [Query.encode("拉萨"), Query.encode("西安") + "&region=610000", Query.encode("讲座") + "&kind=lecture"] {
            #expect(try await !browser.go("/activities?q=" + query).html.contains("word-hint"), "\(query)")
        }
        await listing.world.database.close()
    }
}
