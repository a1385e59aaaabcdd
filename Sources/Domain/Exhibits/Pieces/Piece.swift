import Kernel
import Language
import Resources
import Storage
import Venues

/// One physical thing: an exhibit, or a set with the things that belong to it.
struct Piece: Sendable, Hashable {
    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case inService = "in-service"
        case underRepair = "under-repair"
        case retired

        var title: Phrase {
            switch self {
            case .inService: Phrase("在用", "In service")
            case .underRepair: Phrase("维修中", "Under repair")
            case .retired: Phrase("已退役", "Retired")
            }
        }
    }

    let id: ID<Piece>
    let resourceID: ID<Resource>
    let ownerID: ID<Organisation>
    /// The set to which it belongs, a piece itself.
    let setID: ID<Piece>?
    /// The owner's own, as it stands on the label.
    let number: String
    let state: State
    /// The unit where it is now.
    let holderID: ID<Organisation>
    /// Where there: a store, a hall.
    let place: String
    /// With which loan it is out, from packing to inspection.
    let loanID: ID<Loan>?
    let name: Wording

    static let noun = Phrase("这件实物", "thing")
    static let longestNumber = 40

    init(_ row: Row) throws {
        (id, resourceID, ownerID, setID) = (try row.id("id"), try row.id("resource_id"), try row.id("owner_id"), try row.idOrNil("set_id"))
        (number, state, holderID) = (try row.text("number"), try row.choice("state"), try row.id("holder_id"))
        (place, loanID, name) = (try row.text("place"), try row.idOrNil("loan_id"), try row.wording("name"))
    }

    /// `No. 12 · Wing lift demonstrator`
    var title: Phrase { Phrase("\(name.zh)（\(number)）", "\(name(.en)) (\(number))") }
}

/// What somebody scans or types to say which thing they mean: the label's address, its identity, or the owner's number.
enum PieceCode {
    static func piece(_ entered: String, among pieces: [Piece]) -> Piece? {
        let text = entered.trimmingPrefix { $0 == " " }
        let last = String(text.split(separator: "/").last ?? "").trimmingSuffix()
        if let id = ID<Piece>(last), let found = pieces.first(where: { $0.id == id }) { return found }
        let wanted = last.lowercased()
        let found = pieces.filter { $0.number.lowercased() == wanted }
        return found.count == 1 ? found[0] : nil
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
