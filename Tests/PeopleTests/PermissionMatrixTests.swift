import Access
import App
import HTTPTypes
import Kernel
import Logging
import Rooms
import Storage
import TestKit
import Testing
import Web

/// Every address of the assembled site, asked by everybody: nobody, somebody without a role, each role, a program.
@Suite("Who comes in where")
struct PermissionMatrixTests {
    /// Somebody with the roles that they hold over everything.
    private struct Visitor {
        let name: String
        let roles: [Role]
        let headers: HTTPFields
        var isNobody: Bool { name == "nobody" }
        var isProgram: Bool { name == "program" }
    }

    /// How far somebody came.
    private enum Outcome: Equatable {
        case inside
        case toSignIn
        case refused(String)
    }

    private static func kepu() async throws -> (kepu: Kepu, site: Site) {
        var logger = Logger(label: "matrix")
        logger.logLevel = .critical
        let kepu = try await Kepu.open("sqlite:" + TestEngine.sqlite.place().address, logger: logger)
        return (kepu, try await kepu.site(publicFolder: "Public"))
    }

    private static func visitors(_ kepu: Kepu) async throws -> [Visitor] {
        var all = [Visitor(name: "nobody", roles: [], headers: [.acceptLanguage: "en"])]
        for roles in [[]] + Role.known.map({ [$0] }) {
            let (name, number) = (roles.first?.name ?? "no role", all.count)
            let token = try await kepu.database.write { tx in
                let id = try tx.addAccount(login: "\(number)@example.org", name: name, passwordHash: "x")
                for role in roles { try tx.grant(Grant(role, over: .all), to: id) }
                return try tx.openSession(for: id)
            }
            all.append(Visitor(name: name, roles: roles, headers: [.acceptLanguage: "en", .cookie: "kepu_session=\(token.text)"]))
        }
        let permissions = kepu.house.permissions
        let token = try await kepu.database.write { tx in
            let id = try tx.addAccount(login: "program@example.org", name: "program", passwordHash: "x")
            for role in Role.known { try tx.grant(Grant(role, over: .all), to: id) }
            let owner = try tx.identity(of: Account(id: id, login: "program@example.org", name: "program"))
            return try tx.addAPIToken(name: "all", permissions: permissions, until: tx.now.adding(hours: 24), of: owner)
        }
        all.append(Visitor(name: "program", roles: Role.known, headers: [.acceptLanguage: "en", .authorization: "Bearer \(token)"]))
        return all
    }

    /// What the route declares of this visitor.
    private static func declared(_ route: Route, _ visitor: Visitor) -> Outcome {
        switch route.entrance {
        case .anyone: return .inside
        case .signedIn:
            if visitor.isNobody { return .toSignIn }
            return visitor.isProgram ? .refused("This page is for the person in a browser") : .inside
        case .permitted(let permission):
            if visitor.isNobody { return .toSignIn }
            if !permission.roles.isDisjoint(with: visitor.roles) { return .inside }
            return .refused("Your role does not cover this here: \(permission.title.en).")
        case .program(let permissions):
            guard visitor.isProgram else { return .toSignIn }
            return permissions.contains { !$0.roles.isDisjoint(with: visitor.roles) } ? .inside : .refused("The token does not carry the permission")
        }
    }

    /// What became of the visitor. A form without its token comes as far as that, and changes nothing.
    private static func outcome(_ route: Route, _ visitor: Visitor, _ site: Site) async throws -> Outcome {
        let path = route.pattern.replacing(/\{[a-z]+\}/, with: "0000000000001")
        let method = try #require(HTTPRequest.Method(rawValue: route.method.rawValue))
        let answer = try await site.respond(method: method, path: path, headers: visitor.headers)
        let text = String(decoding: answer.body, as: UTF8.self)
        if answer.status == 401 || (answer.headers[.location] ?? "").hasPrefix("/sign-in?next=") { return .toSignIn }
        if answer.status == 403, !text.contains("The form has expired") {
            return .refused(text.firstMatch(of: /Your role does not cover this here: [^.]*\.|This page is for the person in a browser/).map { String($0.0) } ?? text)
        }
        return .inside
    }

    @Test func everyAddressKeepsWhatItDeclares() async throws {
        let (kepu, site) = try await Self.kepu()
        let visitors = try await Self.visitors(kepu)
        #expect(visitors.count == Role.known.count + 3)
        var counts: [String: Int] = [:]
        for route in site.routes {
            // A program changes something without a form's token: what it may do is tried in other tests.
            for visitor in visitors where !(visitor.isProgram && route.method != .get && Self.declared(route, visitor) == .inside) {
                let (declared, found) = (Self.declared(route, visitor), try await Self.outcome(route, visitor, site))
                #expect(found == declared, "\(visitor.name): \(route.method.rawValue) \(route.pattern)")
                counts["\(declared == .inside)", default: 0] += 1
            }
        }
        #expect(site.routes.count > 100 && counts["true", default: 0] > 300 && counts["false", default: 0] > 200, "\(site.routes.count) \(counts)")
        await kepu.database.close()
    }

    /// Pages about one thing for several sorts of people, as the host's and the office's: they ask for either, where the thing is known. Papers
    /// of an application are the applicant's, the recommender's, the office's and the experts'.
    private static let forSeveral: Set = ["/desk/activities/{id}/sessions/{session}/claims", "/desk/claims/{activity}/{claim}"]
    private static let papers = ["/desk/papers/{application}/", "/desk/assessment-papers/{assessment}/", "/desk/declarations/{id}/papers/"]

    /// What a paired device of the door asks: it shows a secret of its own, and its page holds nothing before it does.
    private static let forDevices: Set = ["/door/app", "/door/app.webmanifest", "/door/devices/pairing", "/door/devices/sync"]

    /// What is not for the public says by which permission one comes in; only one's own account is everybody's who signed in.
    @Test func everyDeskAddressNamesItsPermission() async throws {
        let (kepu, site) = try await Self.kepu()
        let known = Set(kepu.house.permissions)
        for route in site.routes {
            let isDesk = route.pattern.hasPrefix("/desk") || route.pattern.hasPrefix("/door")
            let isOwn = route.pattern == "/desk" || route.pattern == "/desk/me" || ["/desk/me/", "/desk/messages"].contains { route.pattern.hasPrefix($0) }
            switch route.entrance {
            case .permitted(let permission): #expect(isDesk && known.contains(permission), "\(route.pattern)")
            case .signedIn: #expect(isOwn || (route.method == .get && (Self.forSeveral.contains(route.pattern) || Self.papers.contains { route.pattern.hasPrefix($0) })), "\(route.pattern)")
            case .program(let permissions):
                #expect(route.pattern.hasPrefix("/api/v1/") && !permissions.isEmpty && known.isSuperset(of: permissions), "\(route.pattern)")
            case .anyone: #expect(!isDesk || Self.forDevices.contains(route.pattern), "\(route.pattern)")
            }
        }
        await kepu.database.close()
    }

    @Test func theTableInTheDocumentsIsTheOneInForce() throws {
        let table = PowerTable(.kepu)
        #expect(try documented().contains(table.markdown), "docs/powers.md is not what the rooms declare:\n\(table.markdown)")
        #expect(Set(table.lines.map(\.permission.name)).count == table.lines.count)
        // Every role is of use. The administrator can do everything but what nobody may hold by their office: to score, to give talks, and to know who objects.
        for role in Role.known { #expect(!table.permissions(of: role).isEmpty, "\(role.name)") }
        let not = table.lines.map(\.permission).filter { !$0.roles.contains(.administrator) }.map(\.name)
        #expect(not == ["calls.judge", "calls.supervise", "resources.vet", "rounds.hear", "talks.answer"])
    }

    /// The analyst reads and changes nothing.
    @Test func theAnalystChangesNothing() async throws {
        let (kepu, site) = try await Self.kepu()
        for route in site.routes where route.method != .get {
            switch route.entrance {
            case .permitted(let permission): #expect(!permission.roles.contains(.analyst), "\(route.pattern)")
            case .program(let permissions): #expect(!permissions.contains { $0.roles.contains(.analyst) }, "\(route.pattern)")
            case .anyone, .signedIn: break
            }
        }
        await kepu.database.close()
    }
}
