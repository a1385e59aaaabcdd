import Activities
import Kernel
import Participation
import Storage

extension Transaction {
    /// Tells the sketch of different visitors who came in: one for each person of a party, the same for the same number at another time.
    ///
    /// Nobody is found in a sketch; without a number (a person who has been forgotten) nothing is noted.
    func noteVisitors(_ tickets: [ID<Ticket>], of activity: ID<Activity>) throws {
        var tokens: [UInt64] = []
        for begin in stride(from: 0, to: tickets.count, by: 500) {
            let some = Array(tickets[begin..<min(begin + 500, tickets.count)])
            try each(
                """
                SELECT p.phone_mark, (SELECT COUNT(*) FROM bookings_ticket o
                    WHERE o.activity_id = t.activity_id AND o.booking_id = t.booking_id AND o.id < t.id) AS place
                FROM bookings_ticket t JOIN bookings_booking b ON b.activity_id = t.activity_id AND b.id = t.booking_id
                    JOIN bookings_person p ON p.id = b.person_id
                WHERE t.activity_id = \(activity) AND t.id IN (\(list: some)) AND p.phone_mark IS NOT NULL
                """
            ) { row in
                tokens.append(Self.token(try row.blob("phone_mark"), place: UInt64(try row.int("place"))))
                return true
            }
        }
        try noteVisitors(tokens, of: activity)
    }

    /// The mark is chance already (a keyed digest); what follows spreads the places of a party (SplitMix64's last step).
    private static func token(_ mark: [UInt8], place: UInt64) -> UInt64 {
        var z = mark.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } &+ place &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
