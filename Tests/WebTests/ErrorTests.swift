import Access
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("What is told of an error")
struct ErrorTests {
    @Test func aDefectIsAReferenceAndNothingOfTheInside() async throws {
        let trial = try await Trial.make()
        let one = try await trial.ask(.get, "/broken", cookie: "kepu_language=en"), two = try await trial.ask(.get, "/broken", cookie: "kepu_language=en")
        #expect(one.status == 503)
        let number = try #require(one.text.firstMatch(of: /quote the number ([0-9A-F]{10})\./)).1
        #expect(!two.text.contains(number))
        for inside in ["hunter2", "secret", "Leak", ".swift", "Error"] { #expect(!one.text.contains(inside), "\(inside)") }
    }

    @Test func toMachinesItIsAProblem() async throws {
        let seen = try await Trial.make().ask(.get, "/things/nobody.json", cookie: "kepu_language=en")
        #expect(seen.status == 404 && seen.headers[.contentType] == "application/problem+json")
        #expect(seen.text.hasPrefix(#"{"type":"about:blank","title":"Not found","status":404,"code":"not-found","detail":"There is no such thing."#))
    }

    @Test func anAddressThatWasTypedIsShownHarmless() async throws {
        let seen = try await Trial.make().ask(.get, "/list?%3Cscript%3E=1", cookie: "kepu_language=en")
        #expect(seen.status == 400)
        #expect(!seen.text.contains("<script>") && seen.text.contains("&lt;script"))
    }

    @Test func whereTheDatabaseIsGoneThereIsStillAPage() async throws {
        let trial = try await Trial.make()
        await trial.database.close()
        let seen = try await trial.ask(.get, "/mine", cookie: "kepu_session=abc; kepu_language=en")
        #expect(seen.status == 503)
        #expect(seen.text.contains("<h1") && seen.text.contains("</html>"))
    }

    @Test(arguments: [
        ("/mine", "/sign-in?next=%2Fmine"), ("//example.org/mine", nil), ("/mine?next=//example.org", "/sign-in?next=%2Fmine%3Fnext%3D%252F%252Fexample.org"),
        ("/mine?unit=%E6%9C%88&from=app", "/sign-in?next=%2Fmine%3Funit%3D%25E6%259C%2588"),
    ])
    func whoHasToSignInComesBackHere(_ path: String, _ location: String?) async throws {
        let seen = try await Trial.make().ask(.get, path)
        #expect(seen.headers[.location] == location)
        #expect(seen.status == (location == nil ? 404 : 303))
    }

    @Test func whoHasNoRoleLearnsWhichIsMissing() async throws {
        let trial = try await Trial.make()
        let token = try await trial.database.write { tx in
            let account = try tx.addAccount(login: "a@example.org", name: "A", passwordHash: "x")
            try tx.grant(Grant(.host, over: .all), to: account)
            return try tx.openSession(for: account)
        }
        let cookie = "kepu_session=\(token.text); kepu_language=en"
        let refused = try await trial.ask(.get, "/office", cookie: cookie)
        #expect(refused.status == 403 && refused.text.contains("Work at the office") && !refused.text.contains("<p>in</p>"))
        try await trial.database.write { tx in
            let account = try #require(try tx.account(login: "a@example.org")).account
            try tx.grant(Grant(.office, over: .campaign("day")), to: account.id)
        }
        #expect(try await trial.ask(.get, "/office", cookie: cookie).status == 200)
    }
}
