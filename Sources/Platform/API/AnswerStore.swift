import Kernel
package import Storage

extension Transaction {
    /// What was answered to the request with this key in the last day; nil the first time. Refuses a key that came with another request. Held until
    /// the transaction ends, so that of two that come at once the second finds what the first was answered.
    func keptAnswer(_ key: IdempotencyKey) throws -> APIResult? {
        try lock("api.answer/\(key.account)/\(key.word)")
        let found = try row(
            "SELECT * FROM api_answer WHERE account_id = \(key.account) AND word = \(key.word) AND answered_at > \(now.adding(hours: -IdempotencyKey.hours))"
        ) { row in
            let result = APIResult(
                status: try row.int("status"), json: try row.textOrNil("json"), tag: try row.textOrNil("tag"), path: try row.textOrNil("path"))
            return (fingerprint: try row.blob("fingerprint"), result: result)
        }
        guard let found else { return nil }
        guard found.fingerprint == key.fingerprint else { throw IdempotencyKey.otherRequest }
        return found.result
    }

    /// Keeps the answer in the transaction of what it tells: both are there, or neither.
    func keep(_ result: APIResult, under key: IdempotencyKey) throws {
        try execute(
            """
            INSERT INTO api_answer (account_id, word, fingerprint, status, tag, path, json, answered_at)
            VALUES (\(key.account), \(key.word), \(key.fingerprint), \(result.status), \(result.tag), \(result.path), \(result.json), \(now))
            ON CONFLICT (account_id, word) DO UPDATE SET fingerprint = excluded.fingerprint, status = excluded.status, tag = excluded.tag,
                path = excluded.path, json = excluded.json, answered_at = excluded.answered_at
            """)
    }

    /// Forgets answers that are older than a day.
    package func forgetOldAnswers() throws {
        try execute("DELETE FROM api_answer WHERE answered_at <= \(now.adding(hours: -IdempotencyKey.hours))")
    }
}
