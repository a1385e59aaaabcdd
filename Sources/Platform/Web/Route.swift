package import Access

/// One address of the program: its method, its pattern, who may come, and what it answers.
package struct Route: Sendable {
    package enum Method: String, Sendable { case get = "GET", post = "POST", patch = "PATCH", delete = "DELETE" }

    /// Who may come this far. What they may do to the thing itself is asked again where the thing is known.
    package enum Entrance: Sendable {
        /// Anyone, without an account.
        case anyone
        /// Anyone who has signed in, in person: not a program with a token.
        case signedIn
        /// Anyone who holds a role with this permission over something.
        case permitted(Permission)
        /// A program with a token that carries one of these, for somebody who holds it over something. No cookie counts.
        case program([Permission])
    }

    package let method: Method
    /// `/activities/{id}`, `/activities/{id}.json`: literal segments and parameters.
    package let pattern: String
    package let entrance: Entrance
    /// The largest body taken, in bytes.
    package let bodyLimit: Int
    /// Asked before a body of more than `smallBody` is read, with nothing posted yet: throws what the answer will be anyway.
    package let admits: (@Sendable (Visit) async throws -> Void)?
    /// The parameters that the address understands; another one is a 400 that names it. Nil: the route sees to it itself.
    package let filters: Set<String>?
    package let answer: @Sendable (Visit) async throws -> Answer
    /// What comes is no form, but bytes as they are (`Posted.body`).
    var takesBytes = false
    /// Of `filters` those of which an address may name several; of the others it names one.
    var several: Set<String> = []
    /// Whoever comes here passes the `Turnstile`.
    var isInTurn = false

    /// As it is, for an address on which many come at the same second: in a rush people get a number and come in by turn.
    package var inTurn: Route {
        var copy = self
        copy.isInTurn = true
        return copy
    }

    /// As it is, where an address may name several of these.
    package func naming(several names: Set<String>) -> Route {
        var copy = self
        copy.several = names
        return copy
    }

    /// - filters: the parameters that the address understands, beside what apps append to shared links (`Query.isAppended`).
    package static func get(
        _ pattern: String, _ entrance: Entrance, filters: Set<String>? = nil, answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Route {
        Route(method: .get, pattern: pattern, entrance: entrance, bodyLimit: 0, admits: nil, filters: filters, answer: answer)
    }

    /// As much is read of anybody: what was typed is carried on until they have signed in.
    static let smallBody = 1 << 20

    /// A form. The CSRF token is checked before `answer` runs. Of whoever may not come in no more than `smallBody` is read.
    package static func post(
        _ pattern: String, _ entrance: Entrance, bodyLimit: Int = 1 << 20, admits: (@Sendable (Visit) async throws -> Void)? = nil,
        answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Route {
        Route(method: .post, pattern: pattern, entrance: entrance, bodyLimit: bodyLimit, admits: admits, filters: nil, answer: answer)
    }

    /// Bytes as they are, with the CSRF token in the header `X-CSRF-Token`.
    package static func bytes(
        _ pattern: String, _ entrance: Entrance, bodyLimit: Int, answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Route {
        Route(method: .post, pattern: pattern, entrance: entrance, bodyLimit: bodyLimit, admits: nil, filters: nil, answer: answer, takesBytes: true)
    }

    /// An address for programs with a token; what they send comes as it is (`Posted.body`).
    package static func program(
        _ method: Method, _ pattern: String, _ permissions: [Permission], bodyLimit: Int = 0, answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Route {
        Route(method: method, pattern: pattern, entrance: .program(permissions), bodyLimit: bodyLimit, admits: nil, filters: nil, answer: answer)
    }
}
