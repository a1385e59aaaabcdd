import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Activities

@Suite("What lies near a place") struct NearTests {
    @Test(arguments: TestEngine.allCases) func theNearestComeFirst(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let here = try #require(GeoPoint(latitude: 34.21, longitude: 108.96))
        let points = [(34.25, 108.96), (34.21, 108.97), (35.5, 108.96), (34.21, 109.6), (-34.21, -71.04)]
        try await world.database.write { tx in
            try tx.addVenue(key: "hall", name: Wording("雁塔科技馆", "Yanta Hall"), kind: .museum, region: "610113", organisation: world.museum, point: here)
            for (number, (latitude, longitude)) in points.enumerated() {
                var draft = world.draft("活动\(number)")
                (draft.content.venue, draft.content.region) = (nil, "610113")
                draft.content.place = Place(name: Wording("广场"), point: GeoPoint(latitude: latitude, longitude: longitude))
                try tx.place(try tx.addActivity(draft), in: world.city)
            }
            try tx.place(try tx.addActivity(world.draft("馆内")), in: world.city)
        }
        func near(_ text: String, _ within: Int) async throws -> [String] {
            var filter = ActivityFilter()
            (filter.near, filter.within) = (ActivityNear(text), within)
            let asked = filter
            return try await world.database.read { try $0.listed(asked).items.map(\.content.title.zh) }
        }
        #expect(try await near("34.21,108.96", 50) == ["馆内", "活动1", "活动0"])
        #expect(try await near("34.21,108.96", 1) == ["馆内", "活动1"])
        #expect(try await near("34.21,108.96", 200) == ["馆内", "活动1", "活动0", "活动3", "活动2"])
        for name in ["雁塔", "雁塔科技馆", "yanta", "Yanta Hall", "陕西", "yantakejiguan"] { #expect(try await near(name, 20) == ["馆内", "活动1", "活动0"], "\(name)") }
        await #expect(throws: Refusal.self) { try await near("某处不存在", 20) }
        var filter = ActivityFilter()
        filter.near = .point(here)
        let asked = filter
        let distances = try await world.database.read { try $0.listed(asked).items.compactMap(\.distance) }
        #expect(distances.map { Int(($0 * 10).rounded()) } == [0, 9, 44])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func squaresMissNothing(_ engine: TestEngine) async throws {
        let database = try await engine.database()
        for (latitude, longitude) in [(0.0, 179.9), (0, -179.9), (0, 180), (60, 180), (88.5, 12), (-89.5, 0), (34.3, 108.9), (0, 0)] {
            let centre = try #require(GeoPoint(latitude: latitude, longitude: longitude))
            for step in 0..<60 {
                let point = GeoPoint(
                    latitude: max(-90, min(90, latitude + Double(step % 8 - 4))), longitude: (longitude + Double(step * 7 % 40 - 20) + 540).truncatingRemainder(dividingBy: 360) - 180)
                guard let point else { continue }
                let way = GlobeSearch.distance(centre, point), (x, y, z) = GlobeSearch.vector(point)
                let cell = Int((point.latitude + 90).rounded(.down)) * 360 + Int((point.longitude + 180).rounded(.down))
                let isNear = try await database.read { tx in
                    try tx.number(
                        """
                        SELECT COUNT(*) FROM (SELECT CAST(\(cell) AS BIGINT) AS cell, CAST(\(x) AS DOUBLE PRECISION) AS x,
                            CAST(\(y) AS DOUBLE PRECISION) AS y, CAST(\(z) AS DOUBLE PRECISION) AS z) listed
                        WHERE \(sql: GlobeSearch(centre, within: 400).condition)
                        """) == 1
                }
                #expect(isNear == (way <= 400), "\(centre) \(point) \(way)")
            }
        }
        await database.close()
    }

    @Test(arguments: ["34.2，108.9", "34.2、108.9", "３４.２,１０８.９", " 34.2 , 108.9 "])
    func aPointMayBeWrittenWithAChineseKeyboard(_ text: String) {
        #expect(ActivityNear(text).flatMap { if case .point(let point) = $0 { point } else { nil } } == GeoPoint(latitude: 34.2, longitude: 108.9))
    }

    @Test(arguments: TestEngine.allCases) func nearTakesSeveralNamesInOne(_ engine: TestEngine) async throws {
        let browser = Browser(try await ListingWorld.make(engine).site)
        for name in ["雁塔区", "陕西省西安市雁塔区", "陝西西安雁塔區"] {
            // No venue's point is known there: the region itself is asked.
            let page = try await browser.go("/activities?near=" + Query.encode(name))
            #expect(page.status == 200 && page.figures["results"] == "10", "\(name): \(page.figures)")
        }
    }
}
