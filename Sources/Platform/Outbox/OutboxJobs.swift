import Jobs
import Kernel
import Storage

/// What the outbox does by itself.
enum OutboxJobs {
    static func name(of channel: MessageChannel) -> JobName { JobName(rawValue: "outbox-" + channel.rawValue) }
    static let digest: JobName = "outbox-digest"

    /// A job is one try. How often one tries is counted with the message, where a person reads it, and not by the queue; so many ends
    /// without a word are those of a program that is killed again and again.
    private static let patience = 1000

    /// One try on one way: claimed first, sent outside of any transaction, then its outcome, the end of this job and the job of the next
    /// try in one commit.
    static func delivery(by channel: MessageChannel, _ courier: (any Courier)?, site: String) -> JobKind {
        JobKind(name: name(of: channel), maxAttempts: patience) { context in
            let about: DeliveryReference = try context.decode()
            let claimed = try await context.database.write { tx in try tx.beginDelivery(about, isOn: courier != nil, site: site) }
            guard let claimed, let courier else { return }
            let outcome = await courier.send(claimed.letter)
            // Also where the program is told to stop meanwhile: what was sent is written down.
            try await Task {
                try await context.database.write { tx in
                    try context.complete(in: tx)
                    try tx.endDelivery(claimed, outcome)
                }
            }.value
        }
    }

    /// A person's digest, at seven in the morning of their zone.
    static let digests = JobKind(name: digest, maxAttempts: patience) { context in
        let about: DigestReference = try context.decode()
        try await context.database.write { tx in
            try context.complete(in: tx)
            try tx.composeDigest(for: about.account)
        }
    }

    /// Each night, in small steps: nobody waits for it.
    static let erasure = JobKind(name: "outbox-erasure", schedule: .daily(hour: 3, minute: 40, .china)) { context in
        while try await context.database.write({ tx in try tx.eraseOldMessages() }) > 0 {}
        try await context.database.write { tx in try tx.forgetOldEvents() }
    }
}
