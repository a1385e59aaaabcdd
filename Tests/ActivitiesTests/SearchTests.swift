@testable import Activities
import Kernel
import Language
import Regions
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@Suite struct SearchTests {
    @Test func wordsOfAText() {
        #expect(SearchWords.of("宇航员") == ["宇航", "航员", "员"])
        #expect(SearchWords.of("Ｍeet the ASTRONAUTS, 2023年!") == ["meet", "the", "astronauts", "2023", "年"])
        #expect(SearchWords.of("Œuvre café don't") .contains("cafe"))
        #expect(SearchWords.of("") == [] && SearchWords.of("！？—") == [])
        #expect(SearchWords.pinyin("宇航员") == ["yuhangyuan", "hangyuan", "yuan", "yhy", "hy"])
        #expect(SearchWords.wanted("航天 Mars") == [.whole("航天"), .beginning("mars")])
        #expect(SearchWords.wanted("星") == [.beginning("星")])
        #expect(SearchWords.wanted(String(repeating: "科学普及活动", count: 50)).count <= 16)
    }

    @Test(arguments: TestEngine.allCases) func foundInChineseEnglishAndPinyin(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let (astro, stars) = try await world.database.write { tx in
            let astro = try tx.addActivity(world.draft("与宇航员面对面", "Meet the Astronauts"))
            var late = world.draft("仲夏观星", "Stars of summer")
            late.content.description = Wording("宇航员也来了")
            let stars = try tx.addActivity(late)
            try tx.addActivity(world.draft("宇航员的草稿"))
            for id in [astro, stars] { try tx.place(id, in: world.city) }
            try tx.addSession(SessionDraft(begin: instant("2023-09-20T01:00:00Z"), end: instant("2023-09-20T03:00:00Z"), capacity: 2), to: astro)
            try tx.addSession(SessionDraft(begin: instant("2023-09-05T01:00:00Z"), end: instant("2023-09-05T03:00:00Z")), to: stars)
            return (astro, stars)
        }
        func found(_ query: String) async throws -> [ID<Activity>] {
            let (filter, reading) = try read(query)
            #expect(reading.isGood, "\(query) \(reading.remarks)")
            return try await world.database.read { try $0.listed(filter).items.map(\.activity.id) }
        }
        // In the title before in the text, though that one is sooner.
        #expect(try await found("q=宇航") == [astro, stars])
        #expect(try await found("q=宇航员面对面") == [astro])
        for words in ["astronaut", "ASTRO", "meet the", "yuhangyuan", "yuhangy", "yhy", "Mianduimian"] {
            #expect(try await found("q=" + Query.encode(words)) == [astro], "\(words)")
        }
        #expect(try await found("q=星") == [stars])
        #expect(try await found("q=yanta") == [stars, astro])
        #expect(try await found("q=" + Query.encode("雁塔")) == [stars, astro])
        #expect(try await found("q=" + Query.encode("！？")) == [])
        #expect(try await found("q=" + Query.encode("100%_'\"")) == [])
        #expect(try await found("") == [stars, astro])
        #expect(try await found("region=610000") == [stars, astro])
        #expect(try await found("region=110000") == [])
        #expect(try await found("campaign=national-day&kind=lecture&mode=onsite,online") == [stars, astro])
        #expect(try await found("campaign=joint-action") == [])
        #expect(try await found("mode=online") == [])
        #expect(try await found("begin=2023-09-06&end=2023-09-30") == [astro])
        #expect(try await found("places=2&begin=2023-09-20") == [astro])
        #expect(try await found("places=3&begin=2023-09-20") == [])
        #expect(try await found("free=1") == [])
        #expect(try await found("venue=hall&age=10&utm_source=x&from=timeline&isappinstalled=0&fbclid=1&lang=en") == [stars, astro])
        await #expect(throws: ActivityFilter.pastTheEnd(2, total: 2)) { try await found("page=2") }
        // What is over comes last.
        let over = World(
            database: Database(engine: world.database.engine, clock: Clock { instant("2023-09-10T00:00:00Z") }, ids: world.database.ids),
            museum: world.museum, venue: world.venue, day: world.day, city: world.city, bases: world.bases)
        #expect(try await over.database.read { try $0.listed(ActivityFilter()).items.map(\.activity.id) } == [astro, stars])
        await world.database.close()
    }

    @Test func wrongFiltersAreNamed() throws {
        for (query, name) in [
            ("regoin=610000", "regoin"), ("begin=2023-13-01", "begin"), ("begin=2023-09-02&end=2023-09-01", "end"),
            ("mode=onsite,moon", "mode"), ("kind=party", "kind"), ("q=a&q=b", "q"), ("age=3&age=4", "age"), ("page=0", "page"),
            ("page=x", "page"), ("places=0", "places"), ("age=-1", "age"),
        ] {
            let (_, reading) = try read(query)
            #expect(!reading.isGood, "\(query)")
            let named = reading.remarks.contains { $0.field == name || $0.says.en.contains(name) || $0.says.en.contains("page") }
            #expect(named, "\(query): \(reading.remarks)")
        }
    }

    @Test func aWrongRegionIsSaidOnce() async throws {
        let page = try await Browser(ListingWorld.make(.sqlite).site).go("/activities?region=61&lang=en")
        #expect(page.status == 400)
        #expect(page.html.contains("There is no region with the code “61”."))
        #expect(!page.html.contains("Choose one of the values offered."))
    }

    @Test func laterRoomsAddFilters() throws {
        var room = Module("tests", "测试", "Tests")
        room.filters = [
            ListingFilter(of: Activities.listing, field: FormField("bookable", "可预约", "Bookable", .text(max: 5))) { value in
                guard value == "1" else { throw Refusal(.invalid, "bookable", "只能是 1。", "Only 1.") }
                return "listed.id > 0"
            }
        ]
        let house = House([Activities.module, room])
        #expect(try read("bookable=1", house).filter.others.count == 1)
        #expect(try read("bookable=2", house).reading.remarks.map(\.field) == ["bookable"])
    }

    private func read(_ query: String, _ house: House = World.house) throws -> (filter: ActivityFilter, reading: FormReading) {
        let query = try #require(Query(encoded: query))
        var form = ActivityFilter.form(campaigns: [], region: query["region"], regions: .china2023, house: house)
        form = Form(form.fields.map { $0.name == "campaign" ? FormField("campaign", "活动项目", "Campaign", .text(max: 64)) : $0 })
        if let region = query["region"], RegionTable.china2023[region] == nil {
            form = Form(form.fields.map { $0.name == "region" ? FormField("region", "地区", "Region", .text(max: 6)) : $0 })
        }
        return ActivityFilter.read(query, form: form, house: house)
    }
}
