import Kernel
import Storage
import TestKit
import Testing

@testable import Access

@Suite("Links that are good once")
struct AccessLinkTests {
    @Test(arguments: TestEngine.allCases, [AccessLink.Purpose.invitation, .reset])
    func openOnceAndForTheirTime(_ engine: TestEngine, _ purpose: AccessLink.Purpose) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        func fresh() async throws -> Token { try await ground.database.write { try $0.openLink(purpose, for: anna.id) } }
        func use(_ token: Token) async throws -> String { try await ground.code { _ = try $0.useLink(token, purpose) } }
        let used = try await fresh()
        #expect(try await ground.database.read { try $0.account(link: used, purpose)?.id } == anna.id)
        #expect(try await use(used) == "done")
        #expect(try await use(used) == "link-gone")
        // A newer one takes the place of an older one.
        let (older, newer) = (try await fresh(), try await fresh())
        #expect(try await use(older) == "link-gone")
        ground.clock.advance(seconds: purpose.minutes * 60 - 1)
        #expect(try await ground.database.read { try $0.account(link: newer, purpose) != nil })
        ground.clock.advance(seconds: 1)
        #expect(try await use(newer) == "link-gone")
        // Not for another purpose, not by another word.
        let other = try await fresh()
        #expect(try await ground.database.read { try $0.account(link: other, .code) == nil })
        #expect(try await use(Token()) == "link-gone")
        try await ground.database.write { try $0.setClosed(true, anna.id, by: anna.id) }
        #expect(try await use(other) == "link-gone")
    }

    @Test func lastAsLongAsPromised() {
        #expect([AccessLink.Purpose.invitation, .reset, .code].map(\.minutes) == [10_080, 30, 10])
    }

    @Test(arguments: TestEngine.allCases)
    func anInvitedAccountHasNoPasswordThatMatches(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let place = SignInPlace(address: "192.0.2.1", browser: nil)
        let id = try await ground.database.write { try $0.addAccount(login: "138 0013 8000", name: "新", passwordHash: "") }
        #expect(try await ground.database.read { try $0.hasPassword(id) } == false)
        for password in ["", "x", "a long password"] {
            #expect(try await ground.code { _ = try await SignIn.open(login: "13800138000", password: password, from: place, in: ground.database) } == "sign-in-wrong")
        }
        let hash = try await Passwords.hash(Ground.password)
        try await ground.database.write { try $0.setPassword(hash: hash, of: id) }
        let step = try await SignIn.open(login: "＋８６ 138-0013-8000", password: Ground.password, from: place, in: ground.database)
        #expect(step.token != nil)
    }

    @Test(arguments: TestEngine.allCases)
    func aNewPasswordEndsOtherSessions(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna"), bo = try await ground.account("bo")
        let (mine, other, theirs) = try await ground.database.write { tx in
            (try tx.openSession(for: anna.id), try tx.openSession(for: anna.id), try tx.openSession(for: bo.id))
        }
        let session = try #require(try await ground.database.read { try $0.identity(token: mine)?.session })
        let link = try await ground.database.write { try $0.openLink(.reset, for: anna.id) }
        try await ground.database.write { try $0.setPassword(hash: "x", of: anna.id, keeping: session.id) }
        let open = try await ground.database.read { tx in try [mine, other, theirs].map { try tx.identity(token: $0) != nil } }
        #expect(open == [true, false, true])
        #expect(try await ground.database.read { try $0.account(link: link, .reset) == nil })
    }

    @Test(arguments: TestEngine.allCases)
    func askingForANewPasswordIsCountedForNobodyToo(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        _ = try await ground.account("anna")
        let place = SignInPlace(address: "192.0.2.1", browser: nil)
        for login in ["anna@example.org", "nobody@example.org"] {
            var codes: [String] = []
            for _ in 0..<5 { codes.append(try await ground.code { _ = try $0.resetAsked(for: login, from: place) }) }
            #expect(codes == ["done", "done", "done", "sign-in-wait", "sign-in-wait"], "\(login)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func aFurtherNameIsOnesOwn(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna"), bo = try await ground.account("bo")
        try await ground.database.write { try $0.addLogin("138 0013 8000", to: anna.id, by: bo.id) }
        #expect(try await ground.database.read { try $0.account(login: "13800138000")?.account.id } == anna.id)
        #expect(try await ground.code { try $0.addLogin("+8613800138000", to: bo.id, by: bo.id) } == "login-taken")
        #expect(try await ground.code { _ = try $0.addAccount(login: "13800138000", name: "x", passwordHash: "x") } == "login-taken")
        #expect(try await ground.database.read { try $0.logins(of: anna) } == ["anna@example.org", "+8613800138000"])
        #expect(try await ground.code { try $0.removeLogin("13800138000", of: anna, by: bo.id) } == "done")
        for kept in ["13800138000", "anna@example.org", "bo@example.org"] {
            #expect(try await ground.code { try $0.removeLogin(kept, of: anna, by: bo.id) } == "login-kept")
        }
        #expect(try await ground.database.read { try $0.logins(of: anna) } == ["anna@example.org"])
    }

    @Test(arguments: TestEngine.allCases)
    func thePresentPasswordIsAskedForAndTriesWait(_ engine: TestEngine) async throws {
        let ground = try await Ground.make(engine)
        let anna = try await ground.account("anna")
        func change(_ password: String) async throws -> String {
            try await ground.code { try await PasswordProof.confirm(password, of: anna, in: ground.database) { try $0.rename(anna.id, to: "Anna") } }
        }
        for _ in 0..<5 { #expect(try await change("wrong") == "password-wrong") }
        #expect(try await change(Ground.password) == "sign-in-wait")
        #expect(try await ground.database.read { try $0.account(anna.id)?.name } == "anna")
        ground.clock.advance(seconds: 2)
        #expect(try await change(Ground.password) == "done")
        #expect(try await ground.database.read { try $0.account(anna.id)?.name } == "Anna")
    }
}
