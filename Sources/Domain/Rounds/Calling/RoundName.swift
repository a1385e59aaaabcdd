import Declaration
import Language
import Venues

/// The name of a round out of its body, without reading its rule.
enum RoundName {
    static func of(body: String) throws -> Wording? { try DeclaredValue(json: body).flatMap { try DeclaredRecord($0).nameOrNil("name") } }
}
