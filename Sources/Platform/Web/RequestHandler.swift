import Access
import Files
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Logging
import Markup
import NIOCore
import Regions
import Storage

/// Turns a request into a `Visit`, asks the route, and turns its answer, or whatever it throws, into a response.
struct RequestHandler: Sendable {
    let database: Database
    let regions: RegionShelf
    let frame: SiteFrame
    let csrfKey: [UInt8]
    let secure: Bool
    /// Proxies of ours, whose word on the address behind them is taken.
    let proxies: Set<String>
    let logger: Logger
    let turnstile: Turnstile

    func respond(to request: Request, context: KepuContext, route: Route) async -> Response {
        let cookies = self.cookies(request)
        do {
            guard Query(encoded: request.uri.query ?? "") != nil else { throw Self.unreadableAddress }
            let stopped = try await stopped(request, context: context, route: route, cookies: cookies)
            let posted = try await read(request, route: route, stopped: stopped)
            if route.isInTurn {
                let number = turnstile.number(posted.fields[Turnstile.field] ?? Query(encoded: request.uri.query ?? "")?[Turnstile.field])
                if let turn = await turnstile.enter(with: number) {
                    let visit = await visit(request, context: context, posted: posted, cookies: cookies, identity: nil)
                    return response(visit.waitTurn(turn, turnstile.text(of: turn)), visit: visit, cookies: cookies, channel: context.channel)
                }
            }
            defer { if route.isInTurn { turnstile.leave() } }
            let visit = try await visit(request, context: context, posted: posted, cookies: cookies)
            return response(await answer(route, visit), visit: visit, cookies: cookies, channel: context.channel)
        } catch let refusal as Refusal {
            return await refuse(request, context: context, refusal, status: refusal.code == Self.unreadableAddress.code ? 400 : nil)
        } catch {
            return await refuse(request, context: context, unexpected(error, request))
        }
    }

    private static let unreadableAddress = Refusal(
        .invalid, "address-unreadable", "无法读取网址“?”之后的部分。请检查链接是否完整。",
        "The part of the address after “?” cannot be read. See whether the link is complete.")

    /// The refusal as a page (or as RFC 9457 for machines), whatever state the request is in: where the database does not
    /// answer, the page is that of somebody who has not signed in.
    func refuse(_ request: Request, context: KepuContext, _ refusal: Refusal, status: Int? = nil) async -> Response {
        let cookies = self.cookies(request)
        let visit: Visit
        if let known = try? await self.visit(request, context: context, posted: .nothing, cookies: cookies) {
            visit = known
        } else {
            visit = await self.visit(request, context: context, posted: .nothing, cookies: cookies, identity: nil)
        }
        return response(told(refusal, visit, status: status ?? refusal.status), visit: visit, cookies: cookies, channel: context.channel)
    }

    private func answer(_ route: Route, _ visit: Visit) async -> Answer {
        do {
            try Self.requireEntrance(route, visit)
            if case .program(let permissions) = route.entrance, let refused = visit.programRefusal(permissions) { return refused }
            // A browser sends cookies by itself, but no token: a program's request needs no proof that its form is ours.
            if route.method != .get, !visit.isProgram, !visit.outgoing.accepts(visit.posted.fields["csrf"] ?? visit.header("x-csrf-token") ?? "") {
                throw Refusal(
                    .forbidden, "csrf", "表单已过期，没有任何更改。请返回上一页，刷新后再提交。",
                    "The form has expired; nothing was changed. Go back, reload the page and send it again.")
            }
            if let known = route.filters, let name = visit.query.unknownFilter(among: known) { throw Refusal.unknownFilter(name) }
            if let known = route.filters, let refusal = visit.query.unclearFilter(among: known, several: route.several) { throw refusal }
            return try await route.answer(visit)
        } catch let refusal as Refusal {
            if refusal.kind == .signIn, route.method == .get, !visit.isProgram {
                // With what was asked there: which resource is wished for stands behind the question mark.
                return .see("/sign-in?next=" + Query.encode(Address.within(visit.path, query: visit.query.asked).text))
            }
            if let kept = carriedOn(refusal, route, visit) { return kept }
            // Nothing was sent but the address: what is wrong is the request itself.
            let status = refusal.kind == .invalid && route.method == .get ? 400 : refusal.status
            return told(refusal, visit, status: status)
        } catch {
            let refusal = unexpected(error, visit.path)
            return told(refusal, visit, status: refusal.status)
        }
    }

    /// What was entered is not lost where only the session or the form's token has ended.
    private func carriedOn(_ refusal: Refusal, _ route: Route, _ visit: Visit) -> Answer? {
        guard route.method == .post, !visit.isForMachines, !visit.isScript else { return nil }
        guard refusal.kind == .signIn || refusal.code == "csrf", let kept = KeptPost(of: visit) else { return nil }
        if refusal.kind == .signIn { return visit.signInAgain(kept) }
        return visit.sendOn(kept, Phrase("请再提交一次，内容没有丢失", "Please send it again; nothing is lost"), Visit.formTooOld, status: refusal.status)
    }

    /// To machines as a problem, to people as a page.
    private func told(_ refusal: Refusal, _ visit: Visit, status: Int) -> Answer {
        let answer = visit.isForMachines || visit.isScript ? refusal.problem(status: status, visit.language) : refusal.page(for: visit, status: status)
        return refusal.kind == .unavailable ? answer.header("retry-after", "30") : answer
    }

    private func unexpected(_ error: any Error, _ request: Request) -> Refusal { unexpected(error, request.uri.path) }

    /// The database's condition is told in its own sentence; anything else is a number under which the log has it.
    private func unexpected(_ error: any Error, _ path: String) -> Refusal {
        if let error = error as? ShelfError {
            logger.error("files", metadata: ["path": "\(path)", "error": "\(error)"])
            return error.refusal
        }
        if let error = error as? StorageError, let refusal = error.refusal {
            logger.error("database", metadata: ["path": "\(path)", "error": "\(error)"])
            return refusal
        }
        let reference = String(Token().text.prefix(10)).uppercased()
        logger.error("unexpected error", metadata: ["reference": "\(reference)", "path": "\(path)", "error": "\(error)"])
        return .unexpected(reference: reference)
    }

    private static func requireEntrance(_ route: Route, _ visit: Visit) throws {
        switch route.entrance {
        case .anyone, .program: break
        case .signedIn:
            guard try !visit.signedIn().isProgram else { throw notForPrograms }
        case .permitted(let permission):
            guard try visit.signedIn().mayAnywhere(permission) else { throw Refusal.notYours(permission) }
        }
    }

    /// What stands against whoever sends a large body, before it is read; nil where nothing does, or the body is small. It is asked
    /// again when the body has come.
    private func stopped(_ request: Request, context: KepuContext, route: Route, cookies: Cookies) async throws -> Refusal? {
        guard route.bodyLimit > Route.smallBody, request.headers[.contentLength].flatMap({ Int($0) }) ?? .max > Route.smallBody else { return nil }
        do {
            let visit = try await visit(request, context: context, posted: .nothing, cookies: cookies)
            try Self.requireEntrance(route, visit)
            try await route.admits?(visit)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    private func read(_ request: Request, route: Route, stopped: Refusal?) async throws -> Posted {
        guard route.method != .get else { return .nothing }
        let limit = stopped == nil ? route.bodyLimit : Route.smallBody
        let tooLarge = stopped ?? Refusal(
            .tooLarge, "body-too-large", "提交的内容超过 \(route.bodyLimit / 1024) KB 的上限，没有保存。请减小文件后再试。",
            "What was sent is larger than the limit of \(route.bodyLimit / 1024) KB; nothing was saved. Send a smaller file.")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
        let body: [UInt8]
        do {
            body = Array(try await request.body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch let error as HTTPError where error.status == .contentTooLarge {
            throw tooLarge
        }
        if route.takesBytes { return Posted(fields: Query(), uploads: [], body: body) }
        if case .program = route.entrance { return Posted(fields: Query(), uploads: [], body: body) }
        let type = request.headers[.contentType] ?? ""
        let posted: Posted?
        if type.hasPrefix("multipart/form-data") {
            let boundary = type.split(separator: "boundary=", maxSplits: 1).dropFirst().first.map { String($0).trimming("\"") } ?? ""
            posted = Multipart.read(body, boundary: boundary)
        } else {
            posted = String(validating: body, as: UTF8.self).flatMap { Query(encoded: $0) }.map { Posted(fields: $0, uploads: []) }
        }
        guard let posted else {
            throw Refusal(.invalid, "form-unreadable", "无法读取提交的表单，没有任何更改。", "The form that was sent cannot be read; nothing was changed.")
        }
        return posted
    }

    private func visit(_ request: Request, context: KepuContext, posted: Posted, cookies: Cookies) async throws -> Visit {
        let identity = try await Asker(database: database).identity(bearer: Asker.bearer(request.headers[.authorization]), session: cookies["kepu_session"])
        return await visit(request, context: context, posted: posted, cookies: cookies, identity: identity)
    }

    /// None where a token came: beside it no cookie counts.
    private func cookies(_ request: Request) -> Cookies {
        Cookies(Asker.bearer(request.headers[.authorization]) == nil ? request.headers[.cookie] : nil, secure: secure)
    }

    private static let notForPrograms = Refusal(
        .forbidden, "not-for-programs", "这个页面只供本人在浏览器中使用，令牌不能访问。", "This page is for the person in a browser; a token cannot use it.")

    private func visit(_ request: Request, context: KepuContext, posted: Posted, cookies: Cookies, identity: Identity?) async -> Visit {
        let query = Query(encoded: request.uri.query ?? "") ?? Query()
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters {
            parameters[String(name)] = Query.decode(value.replacing("+", with: "%2B")) ?? String(value)
        }
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let language = Tongue.negotiate(query: query["lang"], cookie: cookies["kepu_language"], acceptLanguage: request.headers[.acceptLanguage])
        return Visit(
            path: request.uri.path, isHead: request.method == .head, query: query, posted: posted, parameters: parameters, language: language, identity: identity,
            database: database, regions: await regions.today(), frame: frame, unread: await unread(request, identity), logger: context.logger,
            token: cookies["kepu_session"].map { Token($0) }, flash: cookies.flash, headers: headers,
            outgoing: OutgoingCookies(browser: cookies["kepu_browser"], step: cookies["kepu_step"], key: csrfKey), isSecure: secure,
            reached: Origin.of(request.head, secure: secure), remote: remote(request, context))
    }

    private func remote(_ request: Request, _ context: KepuContext) -> String {
        guard proxies.contains(context.remote), let name = HTTPField.Name("X-Forwarded-For") else { return context.remote }
        return request.headers[name]?.split(separator: ",").last.map { $0.filter { $0 != " " } } ?? context.remote
    }

    /// Asked on the pages of the desk alone. Where the database does not answer, the page says so in its own words.
    private func unread(_ request: Request, _ identity: Identity?) async -> Int {
        guard let inbox = frame.inbox, let account = identity?.account.id, request.uri.path.hasPrefix("/desk") else { return 0 }
        return (try? await database.read { tx in try inbox.unread(tx, account) }) ?? 0
    }

    private func response(_ answer: Answer, visit: Visit, cookies: Cookies, channel: any Channel) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = answer.mediaType
        headers[.contentLanguage] = visit.language.tag
        headers[.cacheControl] = visit.identity == nil && visit.flash == nil && !visit.outgoing.isUsed ? PageCache.forEverybody : "private, no-cache"
        headers[.vary] = "Cookie, Accept-Language"
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        // Also for HEAD, whose answer has no body to be measured.
        if answer.status == 204 {
            headers[.contentType] = nil
        } else if answer.status != 304 {
            headers[.contentLength] = (answer.stream.map(\.length) ?? answer.body.count).map(String.init)
        }
        let body = answer.stream?.responseBody(closing: channel) ?? .init(byteBuffer: ByteBuffer(bytes: answer.body))
        // A message that was set by a redirect stays until a page has shown it.
        let shown = visit.flash != nil && answer.status != 303
        if visit.isProgram {
            if answer.status == 401 { headers[.wwwAuthenticate] = "Bearer error=\"invalid_token\"" }
            return Response(status: .init(code: answer.status), headers: headers, body: body)
        }
        for cookie in visit.outgoing.headers(secure: secure, hadFlash: shown) { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        if visit.query["lang"].flatMap(Tongue.init(rawValue:)) != nil {
            headers.append(HTTPField(name: .setCookie, value: OutgoingCookies.language(visit.language, secure: secure)))
        }
        return Response(status: .init(code: answer.status), headers: headers, body: body)
    }
}
