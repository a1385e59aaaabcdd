import Access
import Crypto
import Foundation
import Kernel
import Language
import Rooms
import Signing
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// What proves a title elsewhere: accepted while it is in force, rejected once it is taken back or a byte is changed.
@Suite struct CredentialTests {
    private func world(_ engine: TestEngine) async throws -> (world: CallWorld, title: ID<Title>, check: CredentialCheck) {
        let (world, title) = try await AssessmentTests.titled(engine, "{years: 1}")
        return (world, title, CredentialCheck(browser: Browser(world.site)))
    }

    private func revoke(_ title: ID<Title>, _ world: CallWorld) async throws {
        let office = try await world.identity("office", .organiser, over: .organisation(world.bureau.number))
        try await world.database.write { tx in try tx.revoke(title, ground: "false-report", says: "报表不实", by: office) }
    }

    @Test(arguments: TestEngine.allCases) func isAcceptedUntilTheTitleIsTakenBack(_ engine: TestEngine) async throws {
        let (world, title, check) = try await world(engine)
        let jwt = try await check.browser.go("/verify/code/credential.jwt")
        #expect(jwt.status == 200 && jwt.headers["content-type"] == "application/vc+jwt")
        let now = instant("2023-03-01T00:00:00Z").date
        #expect(try await check.verdict(jwt.html, at: now) == .accepted)
        #expect(try await check.verdict(jwt.html, at: instant("2022-12-30T15:59:59Z").date) == .notYet)
        #expect(try await check.verdict(jwt.html, at: instant("2029-12-30T16:00:00Z").date) == .expired)
        try await revoke(title, world)
        #expect(try await check.verdict(jwt.html, at: now) == .revoked)
        // One that is fetched afterwards says the same.
        let later = try await check.browser.go("/verify/code/credential.jwt").html
        #expect(later == jwt.html)
        #expect(try await check.verdict(later, at: now) == .revoked)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aChangedByteIsNoticed(_ engine: TestEngine) async throws {
        let (world, _, check) = try await world(engine)
        let jwt = try await check.browser.go("/verify/code/credential.jwt").html
        let pieces = jwt.split(separator: ".").map(String.init)
        let claims = String(decoding: try #require(CredentialCheck.bytes(pieces[1])), as: UTF8.self).replacing("2022-001", with: "2022-002")
        let forged = [pieces[0], Base64URL.text(Array(claims.utf8)), pieces[2]].joined(separator: ".")
        #expect(try await check.verdict(forged, at: instant("2023-03-01T00:00:00Z").date) == .signature)
        await world.database.close()
    }

    /// The members that Open Badges 3.0 and Verifiable Credentials 2.0 ask for.
    @Test func saysWhatTheStandardsAskFor() async throws {
        let (world, _, check) = try await world(.sqlite)
        let claims = try CredentialCheck.parts(try await check.browser.go("/verify/code/credential.jwt").html).claims
        #expect(claims["@context"] as? [String] == ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"])
        #expect(claims["type"] as? [String] == ["VerifiableCredential", "AchievementCredential"])
        #expect(claims["validFrom"] as? String == "2022-12-30T16:00:00Z" && claims["validUntil"] as? String == "2029-12-30T15:59:59Z")
        let issuer = try #require(claims["issuer"] as? [String: Any])
        #expect(issuer["id"] as? String == claims["iss"] as? String && issuer["name"] as? String == "市科技局" && issuer["type"] as? [String] == ["Profile"])
        let subject = try #require(claims["credentialSubject"] as? [String: Any])
        #expect(subject["id"] as? String == claims["sub"] as? String && subject["licenseNumber"] as? String == "2022-001")
        let achievement = try #require(subject["achievement"] as? [String: Any])
        for name in ["id", "type", "name", "description", "criteria"] { #expect(achievement[name] != nil, "\(name)") }
        #expect((achievement["criteria"] as? [String: Any])?["narrative"] as? String == "《市科普示范基地认定办法》\n开放天数不少于 250天")
        let schema = try #require((claims["credentialSchema"] as? [[String: Any]])?.first)
        #expect(schema["type"] as? String == "1EdTechJsonSchemaValidator2019")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func anotherKeyTakesItsPlaceAndTheOldOneStays(_ engine: TestEngine) async throws {
        let (world, _, check) = try await world(engine)
        let old = try await check.browser.go("/verify/code/credential.jwt").html
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        #expect(try await office.go("/desk/keys").status == 403)
        let admin = try await world.browser("admin", .administrator, over: .all)
        try await admin.go("/desk/keys")
        let path = "/desk/keys/\(world.bureau)/rotation"
        #expect(try await admin.submit(path).text.contains("A new key signs from now on."))
        let new = try await check.browser.go("/verify/code/credential.jwt").html
        let kids = try [old, new].map { try CredentialCheck.parts($0).header["kid"] as? String }
        #expect(kids[0] != kids[1])
        let now = instant("2023-03-01T00:00:00Z").date
        for jwt in [old, new] { #expect(try await check.verdict(jwt, at: now) == .accepted) }
        await world.database.close()
    }

    /// The private part lies sealed, and under a new secret of the installation it is still the same key.
    @Test(arguments: TestEngine.allCases) func thePrivatePartIsSealedAgain(_ engine: TestEngine) async throws {
        let (world, _, check) = try await world(engine)
        _ = try await check.browser.go("/verify/code/credential.jwt")
        func kept() async throws -> [[UInt8]] { try await world.database.read { tx in try tx.rows("SELECT sealed FROM calls_key") { try $0.blob("sealed") } } }
        let sealed = try await kept()
        let key = try InstallationKey("YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIGFsb25lIGFuZCBub2JvZHkgZWxzZQ")
        _ = try await SecretRotation(world.database, [IssuerKeyResealing.resealing]).run(to: key)
        let again = try await kept()
        #expect(sealed.count == 1 && again.count == 1 && sealed != again)
        let renewed = Database(engine: world.database.engine, clock: world.database.clock, ids: world.database.ids, installationKey: key)
        let bureau = world.bureau
        let same = try await renewed.read { tx -> Bool in
            let key = try #require(try tx.issuerKey(of: bureau))
            let pair = try tx.signingKey(key)
            return Array(pair.publicKey.rawRepresentation) == key.publicKey
        }
        #expect(same)
        await world.database.close()
    }

    @Test func aListHasItsBitsFromTheLeft() {
        #expect(StatusList(taken: [0, 9, StatusList.size - 1, StatusList.size, -1]).bytes.enumerated().filter { $0.element != 0 }.map { [$0.offset, Int($0.element)] } == [[0, 0x80], [1, 0x40], [16_383, 0x01]])
        #expect(StatusList.place(of: StatusList.size + 3) == (1, 3))
    }

    @Test func listsThatThereAreNot() async throws {
        let (world, _, check) = try await world(.sqlite)
        _ = try await check.browser.go("/verify/code/credential.jwt")
        for path in ["/credentials/status/\(world.bureau)/1", "/credentials/status/\(world.district)/0", "/credentials/status/\(world.bureau)/-1", "/keys/\(world.bureau)", "/verify/none/credential.jwt"] {
            #expect(try await check.browser.go(path).status == 404, "\(path)")
        }
        #expect(try await check.browser.go("/credentials/status/\(world.bureau)/0").status == 200)
        await world.database.close()
    }
}
