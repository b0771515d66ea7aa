import Files
import GRDB
