import Campaigns
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues

/// A database that held news before they were checked: what it held is published still, at its address.
@Suite struct NewsMigrationTests {
    @Test(arguments: TestEngine.allCases) func whatWasThereStays(_ engine: TestEngine) async throws {
        let place = try engine.place()
        let all = rooms.house.migrations
        let before = all.map { room in
            (room: room.room, migrations: room.room == "campaigns" ? Array(room.migrations.prefix { $0.name != "campaigns-0002" }) : room.migrations)
        }
        let old = try await place.database(rooms: before)
        try await old.write { tx in
            try tx.execute(
                """
                INSERT INTO campaigns_campaign (id, key, name_zh, kind, year, begin_day, end_day, precision, summary_zh, source)
                VALUES (1, 'day', '科普日', 'day', 2023, '2023-09-16', '2023-09-24', 'day', '简介', '')
                """)
            try tx.execute("INSERT INTO campaigns_ancestor (campaign_id, ancestor_id, distance) VALUES (1, 1, 0)")
            try tx.execute(
                """
                INSERT INTO campaigns_news (id, campaign_id, key, day, title_zh, title_en, text_zh, source)
                VALUES (7, 1, 'opening', '2023-09-16', '开幕', 'Opening', '今日开幕', 'S1')
                """)
        }
        await old.close()
        let database = try await place.database(rooms: all)
        let items = try await database.read { try $0.news(of: ID(1)) }
        #expect(items.map(\.id.number) == [7] && items.map(\.state) == [.published] && items.map(\.kind) == [.announcement])
        #expect(items.map(\.title.en) == ["Opening"] && items.map(\.provenance.sources) == [["S1"]])
        #expect(try await Browser(try await rooms.site(database)).go("/news/\(ID<NewsItem>(7))").status == 200)
        await database.close()
    }
}
