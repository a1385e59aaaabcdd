package import Formats

extension Datum {
    /// This value after a JSON Merge Patch (RFC 7396): null takes a member away, an object goes into the object, anything else replaces.
    package func merged(with patch: Datum) -> Datum {
        guard case .object(let changes) = patch else { return patch }
        var members: [Member] = if case .object(let own) = self { own } else { [] }
        for change in changes {
            let place = members.firstIndex { $0.key == change.key }
            if case .null = change.value {
                if let place { members.remove(at: place) }
                continue
            }
            let old: Datum = place.map { members[$0].value } ?? .null
            let new = old.merged(with: change.value)
            if let place { members[place].value = new } else { members.append(Member(change.key, new)) }
        }
        return .object(members)
    }
}
