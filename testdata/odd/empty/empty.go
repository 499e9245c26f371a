/* nothing */ package empty
