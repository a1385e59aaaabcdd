package import Kernel
import Web

/// What is wrong at one place of a body, by its JSON pointer (RFC 6901); the empty one is the body as a whole.
package struct APIFlaw: Sendable, Equatable {
    package let pointer: String
    package let says: Phrase

    package init(_ pointer: String, _ says: Phrase) { (self.pointer, self.says) = (pointer, says) }
    package init(_ pointer: String, _ zh: String, _ en: String) { self.init(pointer, Phrase(zh, en)) }

    /// One step of a pointer.
    package static func step(_ name: String) -> String { "/" + String(name.prefix(100)).replacing("~", with: "~0").replacing("/", with: "~1") }
}

/// A refusal with the status that the API answers and everything that is wrong with the body; nothing was changed.
package struct APIRefusal: Error, Sendable {
    package let status: Int
    package let refusal: Refusal
    package let flaws: [APIFlaw]
    let headers: [(name: String, value: String)]

    package init(_ status: Int, _ refusal: Refusal, flaws: [APIFlaw] = [], headers: [(name: String, value: String)] = []) {
        (self.status, self.refusal, self.flaws, self.headers) = (status, refusal, flaws, headers)
    }

    /// 422 with each place that is wrong.
    package static func body(_ flaws: [APIFlaw]) -> APIRefusal {
        APIRefusal(
            422,
            Refusal(
                .invalid, "body-invalid", "内容有 \(flaws.count) 处需要更正，没有任何更改；errors 逐一指明。",
                flaws.count == 1
                    ? "One thing has to be put right; nothing was changed. “errors” says where." : "\(flaws.count) things have to be put right; nothing was changed. “errors” says where each is."),
            flaws: flaws)
    }

    /// Runs one part of a body's reading and adds what is wrong with it to the rest, so that everything is said at once. Nil where something is.
    package static func gather<R>(_ flaws: inout [APIFlaw], _ part: () throws -> R) throws -> R? {
        do { return try part() } catch let refusal as APIRefusal where refusal.status == 422 {
            flaws += refusal.flaws
            return nil
        }
    }

    func answer(_ tongue: Tongue) -> Answer {
        let list = flaws.map { JSONText.object([("pointer", JSONText.quote($0.pointer)), ("detail", JSONText.quote($0.says(tongue)))]) }
        let more = flaws.isEmpty ? [] : [("errors", JSONText.list(list))]
        return headers.reduce(refusal.problem(status: status, tongue, adding: more)) { $0.header($1.name, $1.value) }
    }
}
