import Access
import App
import Foundation
import Kernel
import Outbox
import People
import Rooms
import Storage
import TestKit
import Testing
import Venues

/// Everything that is held about somebody: to read, and to take along; theirs alone.
@Suite struct MyDataTests {
    private let rooms = TestHouse(People.module, Messages.module, Venues.module)

    @Test(arguments: TestEngine.allCases) func oneReadsAndTakesAlongWhatIsHeld(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        let site = try await rooms.site(database)
        let mine = try await Browser.signedIn("wang@example.org", Grant(.host, over: .organisation(1)), at: site)
        let other = try await Browser.signedIn("li@example.org", Grant(.host, over: .organisation(1)), at: site)
        try await database.write { tx in
            let account = try #require(try tx.account(login: "wang@example.org")).account.id
            let kind = MessageKind("people.test", "测试", "Test")
            try tx.tell(Message(kind, to: .account(account), subject: Phrase("给王的", "For Wang"), body: Phrase("正文", "Words")))
        }
        let page = try await mine.go("/desk/me/data")
        for words in ["My data", "wang@example.org", "host /organisation/0000000000001", "For Wang", "half a year for most"] {
            #expect(page.text.contains(words), "\(words)")
        }
        let json = try await mine.go("/desk/me/data.json")
        #expect(json.headers["content-type"] == "application/json" && json.headers["content-disposition"]?.contains("my-data.json") == true)
        let model = try #require(try JSONSerialization.jsonObject(with: Data(json.html.utf8)) as? [String: Any])
        let kinds = try #require(model["data"] as? [[String: Any]]).compactMap { $0["kind"] as? String }
        #expect(kinds == rooms.house.personalData.map(\.name))
        #expect(json.html.contains("For Wang") && !json.html.contains("li@example.org"))
        #expect(!(try await other.go("/desk/me/data.json").html.contains("Wang")))
        #expect(try await Browser(site).go("/desk/me/data").text.contains("Sign in"))
        await database.close()
    }

    /// docs/privacy.md says of every room what it holds, why and how long.
    @Test func theTableInTheDocumentsIsTheOneInForce() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/privacy.md"), encoding: .utf8)
        let table = PersonalDataTable(.kepu).markdown
        #expect(text.contains(table), "docs/privacy.md is not what the rooms declare:\n\(table)")
        #expect(Set(House.kepu.personalData.map(\.name)).count == House.kepu.personalData.count)
    }
}
