import Access
import Kernel
import Testing

@Suite("Scopes and who may do what")
struct ScopeTests {
    @Test(arguments: [
        ("/", "/region/610000", true), ("/region/610000", "/region/610000", true), ("/region/610000", "/region/610000/610100/610113", true),
        ("/region/610000/610100", "/region/610000", false), ("/region/61", "/region/610000", false), ("/campaign/day", "/campaign/day-2", false),
        ("/region/610000", "/", false), ("/organisation/1", "/campaign/1", false),
    ])
    func aRoleCoversWhatLiesBelow(_ held: String, _ asked: String, _ covers: Bool) throws {
        #expect(try #require(Scope(held)).covers(try #require(Scope(asked))) == covers)
    }

    @Test(arguments: ["", "region", "//", "/region/", "/region//610000", "/a b", "/a/../b", "/省", "/a\u{0}", "/" + String(repeating: "a", count: 200)])
    func whatIsNoPathIsNoScope(_ path: String) { #expect(Scope(path) == nil) }

    private static let moderate = Permission("test.moderate", "审核", "Moderate", roles: [.moderator, .administrator])

    private func identity(_ grants: Grant...) -> Identity {
        Identity(account: Account(id: .init(1), login: "a@example.org", name: "A"), grants: grants)
    }

    @Test func itTakesTheRoleAndTheScopeInOneGrant() {
        let shaanxi = Scope.region(["610000"]), beijing = Scope.region(["110000"])
        let one = identity(Grant(.moderator, over: shaanxi), Grant(.host, over: beijing))
        #expect(one.may(Self.moderate, within: .region(["610000", "610100"])))
        // A moderator there and a host here is no moderator here.
        #expect(!one.may(Self.moderate, within: beijing))
        #expect(one.may(Self.moderate, within: beijing, shaanxi))
        #expect(!one.may(Self.moderate, within: []))
        #expect(one.mayAnywhere(Self.moderate) && one.scopes(of: Self.moderate) == [shaanxi])
        #expect(!identity().mayAnywhere(Self.moderate))
        #expect(!identity(Grant(.host, over: .all)).mayAnywhere(Self.moderate))
        #expect(identity(Grant(.administrator, over: .all)).may(Self.moderate, within: beijing))
    }

    @Test func theRefusalNamesWhatIsNotCovered() {
        let refusal = #expect(throws: (any Error).self) { try identity().require(Self.moderate, within: [.all]) }
        #expect("\(String(describing: refusal))".contains("Your role does not cover this here: Moderate."))
    }

    @Test func everyRoleIsFoundByItsName() {
        #expect(Role.known.map { Role.named($0.name) } == Role.known)
        #expect(Role.named("root") == nil)
    }
}
