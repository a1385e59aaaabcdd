import Kernel
package import Storage

extension Transaction {
    /// Roles over a scope become roles over another: the body over which they were held is part of that now. Those that ended stay as they were.
    ///
    /// - Returns: how many moved.
    package func moveGrants(from old: Scope, to new: Scope) throws -> Int {
        try execute("UPDATE access_grant SET scope = \(new) WHERE scope = \(old) AND ended_at IS NULL")
    }
}
